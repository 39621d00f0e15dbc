package io.kuayu.server;

import io.kuayu.application.serving.PreparedCorpus;
import io.kuayu.application.settings.ChatSettings;
import io.kuayu.application.settings.ConnectionSettings;
import io.kuayu.application.settings.RequestLimits;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.storage.audit.AuditLog;
import io.kuayu.storage.sql.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A generated shop of two domains, a model trained on it, and a server that answers with it. */
final class SmallShop {
  private static final int ITEMS = 20;
  private static final int PICTURED = 5;
  private static final int PEOPLE = 60;
  private static final int EVENTS = 8;
  private static final String FAMILY = "item-knn";

  private final Path folder;
  private final String family;
  private final Catalogue catalogue;
  private final Interactions interactions;

  SmallShop(Path folder) {
    this(folder, FAMILY);
  }

  /**
   * @param family of the model that answers
   */
  SmallShop(Path folder, String family) {
    this.folder = folder;
    this.family = family;
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < 2 * ITEMS; item++) {
      String domain = item < ITEMS ? "books" : "games";
      String title = "Title " + item;
      ItemKey key = new ItemKey(domain, "i" + item % ITEMS);
      items.add(new Item(key, title, title, attributes(item), pictures(item)));
    }
    catalogue = Catalogue.of(List.of("books", "games"), items);
    interactions = interactions();
  }

  private static Map<String, String> attributes(int item) {
    return item < ITEMS
        ? Map.of("pages", Integer.toString(100 + item))
        : Map.of("players", Integer.toString(1 + item % 4), "studio", "Studio " + item % 3);
  }

  /** One item of each domain has a picture. */
  private static List<Content> pictures(int item) {
    return item % ITEMS == PICTURED
        ? List.of(
            new Content(
                Modality.IMAGE,
                new ContentSource.InlineBytes(TestPicture.png(40, 30, 0x3060a0 + item))))
        : List.of();
  }

  private static Interactions interactions() {
    SplittableRandom random = new Seed(3).random();
    List<String> users = new ArrayList<>();
    int[] offsets = new int[PEOPLE + 1];
    int[] items = new int[PEOPLE * EVENTS];
    long[] timestamps = new long[items.length];
    for (int person = 0; person < PEOPLE; person++) {
      users.add("u" + person);
      offsets[person + 1] = (person + 1) * EVENTS;
      int taste = random.nextInt(ITEMS);
      for (int event = 0; event < EVENTS; event++) {
        int at = person * EVENTS + event;
        items[at] = (taste + event / 2) % ITEMS + (event % 2) * ITEMS;
        timestamps[at] = 1_700_000_000L + person * 1000L + event * 60L;
      }
    }
    float[] values = new float[items.length];
    Arrays.fill(values, 1);
    return new Interactions(
        users,
        offsets,
        items,
        timestamps,
        filled(items.length, Split.TRAIN.code()),
        filled(items.length, (byte) 0),
        values,
        List.of("view"));
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  Path folder() {
    return folder;
  }

  Path models() {
    return folder.resolve("models");
  }

  /** Trains the model where there is none. */
  SmallShop train() {
    if (!Bundle.exists(models(), family)) {
      try (Model model =
          ModelFamilies.trainer(family)
              .trainer(Settings.empty())
              .train(
                  new TrainingData(catalogue, interactions),
                  TrainingRun.quiet(1, folder.resolve("cache")))) {
        Bundle.write(
            models(),
            family,
            model,
            new Provenance("none", "none", 1, Map.of(), Map.of(), Map.of(), 0));
      }
    }
    return this;
  }

  /** Settings of a server at a free port. */
  ServerSettings settings() {
    return new ServerSettings(
        ServerSettings.LOOPBACK,
        0,
        new StoreSettings.Sqlite(folder.resolve("kuayu.db")),
        access(),
        Optional.empty(),
        RequestLimits.DEFAULT,
        ConnectionSettings.DEFAULT,
        Optional.empty(),
        Duration.ZERO,
        AuditLog.FILE_BYTES,
        false,
        Optional.empty());
  }

  Path access() {
    return folder.resolve("access");
  }

  /** A server that is ready. */
  KuayuServer serve() {
    return serve(settings());
  }

  KuayuServer serve(ServerSettings settings) {
    return serve(settings, Optional.empty());
  }

  /** A server whose explanations a chat model words. */
  KuayuServer serve(ServerSettings settings, Optional<ChatSettings> chat) {
    KuayuServer server =
        KuayuServer.start(
            settings,
            new PreparedCorpus(catalogue, interactions, "none"),
            models(),
            new Seed(1),
            chat);
    server.activate(Bundle.open(models(), family));
    return server;
  }
}
