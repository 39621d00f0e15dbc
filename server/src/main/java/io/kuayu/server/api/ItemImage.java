package io.kuayu.server.api;

import io.kuayu.application.serving.ThumbnailService;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.media.ThumbnailRenderer;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.storage.access.Role;
import java.util.Map;

/**
 * Shows the image of an item, drawn small. Callers may keep it and ask whether it is still that one
 * ({@code If-None-Match}); who may not see the item is not told even that.
 */
final class ItemImage {
  private static final byte[] NOTHING = {};

  private final ApiServices service;

  ItemImage(ApiServices service) {
    this.service = service;
  }

  Reply answer(Call call) {
    ItemKey key = new ItemKey(call.id("domain"), call.id("item"));
    service.mustBeDomain(call, Role.READER, key.domain());
    service.mustOffer(key);
    Item item = service.live().items().item(key).orElseThrow();
    ThumbnailService thumbnails = service.live().thumbnails();
    ThumbnailService.Source source = thumbnails.source(item).orElseThrow(ItemImage::noImage);
    String tag = '"' + source.tag() + '"';
    if (call.header("if-none-match").filter(held -> held.contains(tag)).isPresent()) {
      return reply(304, NOTHING, tag);
    }
    return thumbnails
        .kept(source)
        .map(drawn -> reply(200, drawn, tag))
        .orElseGet(() -> call.work().run(RequestCost.THUMBNAIL, () -> draw(source, tag)));
  }

  private Reply draw(ThumbnailService.Source source, String tag) {
    byte[] drawn = service.live().thumbnails().draw(source).orElseThrow(ItemImage::noImage);
    return reply(200, drawn, tag);
  }

  private static Reply reply(int status, byte[] body, String tag) {
    return new Reply(
        status,
        ThumbnailRenderer.MEDIA_TYPE,
        body,
        Map.of(
            "Cache-Control", "private, no-cache",
            "Content-Security-Policy", "default-src 'none'",
            "ETag", tag));
  }

  private static HttpProblem noImage() {
    return new HttpProblem(ProblemCode.NO_IMAGE, "the item has no image that can be shown");
  }
}
