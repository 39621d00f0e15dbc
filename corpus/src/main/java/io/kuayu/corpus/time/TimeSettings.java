package io.kuayu.corpus.time;

import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.core.settings.Settings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration says about the times of a source.
 *
 * @param written the formats as they are written; empty where they shall be recognised
 * @param zone of times that tell none, a name such as {@code Europe/Berlin}
 */
public record TimeSettings(List<String> written, String zone) {
  /** The zone by default. */
  static final String UTC = "UTC";

  private static final String FORMAT = "time-format";
  private static final String ZONE = "time-zone";

  public TimeSettings {
    written = List.copyOf(written);
  }

  /** Reads the keys {@code time-format} and {@code time-zone} of a source. */
  public static TimeSettings read(Settings block) {
    List<String> written = block.texts(FORMAT, List.of());
    List<String> known = new ArrayList<>();
    for (String name : written) {
      try {
        var _ = format(name);
        known.add(name);
      } catch (IllegalArgumentException e) {
        block.problem(FORMAT, "is '" + name + "', which " + e.getMessage(), remedy(name));
      }
    }
    String zone = block.text(ZONE, UTC);
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      block.problem(
          ZONE,
          "is '" + zone + "', which is no time zone",
          NameSuggestion.to(zone, ZoneId.getAvailableZoneIds())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("name one of the tz database, such as Europe/Berlin"));
      zone = UTC;
    }
    return new TimeSettings(known, zone);
  }

  /** The formats. */
  List<TimeFormat> formats() {
    return written.stream().map(TimeSettings::format).toList();
  }

  boolean isUtc() {
    return zone.equals(UTC);
  }

  /** What is set, for manifests. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    if (!written.isEmpty()) {
      described.put(FORMAT, written);
    }
    if (!isUtc()) {
      described.put(ZONE, zone);
    }
    return described;
  }

  private static TimeFormat format(String name) {
    if (name.equals(IsoFormat.NAME)) {
      return IsoFormat.ISO;
    }
    Optional<EpochUnit> unit = EpochUnit.named(name);
    return unit.isPresent() ? unit.get() : TimePattern.of(name);
  }

  private static String remedy(String name) {
    List<String> names = new ArrayList<>(EpochUnit.names());
    names.add(IsoFormat.NAME);
    return NameSuggestion.to(name, names).map(near -> "did you mean '" + near + "'? ").orElse("")
        + "allowed are "
        + String.join(", ", names)
        + " and patterns such as dd.MM.yyyy HH:mm, of the letters y u M d E H h m s S a X x Z z";
  }
}
