package io.kuayu.corpus.source;

import io.kuayu.core.NamedProviders;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.core.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every kind of source on the class path. */
public final class Sources {
  private static final String KEY = "source";
  private static final NamedProviders<SourceProvider> KINDS =
      NamedProviders.load(SourceProvider.class, Sources.class, SourceProvider::kind);

  private Sources() {}

  /** The kinds that a configuration may name. */
  public static List<String> kinds() {
    return KINDS.names();
  }

  /** Reads a block of events; an unknown kind is a problem of the block. */
  public static SourceReference<EventSource> events(Settings block, SourceFolders folders) {
    return read(block, "events", provider -> provider.events(block, folders), new UnknownSource());
  }

  /** Reads a block of items; an unknown kind is a problem of the block. */
  public static SourceReference<ItemSource> items(Settings block, SourceFolders folders) {
    return read(block, "items", provider -> provider.items(block, folders), new UnknownSource());
  }

  private static <S extends RowSource> SourceReference<S> read(
      Settings block,
      String what,
      Function<SourceProvider, Optional<? extends S>> reader,
      S unknown) {
    String kind = block.text(KEY, SourceProvider.DEFAULT_KIND);
    String place = block.where(block.has(KEY) ? KEY : "path");
    Optional<SourceProvider> provider = KINDS.find(kind);
    if (provider.isEmpty()) {
      // Its keys are known to the missing provider alone.
      block.anyKey();
      block.problem(
          KEY,
          "is '" + kind + "', which is no kind of source",
          NameSuggestion.to(kind, kinds())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("the kinds on the class path are " + String.join(", ", kinds())));
      return new SourceReference<>(kind, place, unknown);
    }
    Optional<? extends S> source = reader.apply(provider.get());
    if (source.isEmpty()) {
      block.problem(KEY, "is '" + kind + "', which holds no " + what, "choose another kind");
      return new SourceReference<>(kind, place, unknown);
    }
    return new SourceReference<>(kind, place, source.get());
  }
}
