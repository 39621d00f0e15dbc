package io.kuayu.privacy.consent;

import io.kuayu.core.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The default permissions of people who have not decided.
 *
 * @param within whether events of a domain may be used for that domain
 * @param across whether events of a domain may be used for another one
 */
public record ConsentPolicy(boolean within, boolean across) {
  /** All data may be used until consent is withdrawn. */
  public static final ConsentPolicy OPEN = new ConsentPolicy(true, true);

  private enum Answer {
    GRANTED,
    DENIED
  }

  /**
   * Reads the block {@code privacy.consent}. Without the block, all use is granted. With it, use
   * across domains is denied unless the block grants it, because a further purpose needs its own
   * consent (GDPR, article 6).
   *
   * @param privacy the block {@code privacy}
   */
  public static ConsentPolicy read(Settings privacy) {
    boolean present = privacy.has("consent");
    Settings block = privacy.at("consent");
    Answer within = block.choice("within", Answer.GRANTED);
    Answer across = block.choice("across", present ? Answer.DENIED : Answer.GRANTED);
    return new ConsentPolicy(within == Answer.GRANTED, across == Answer.GRANTED);
  }

  /** The settings in force, by their configuration names. */
  public Map<String, Object> described() {
    return new TreeMap<>(Map.of("within", describe(within), "across", describe(across)));
  }

  private static String describe(boolean granted) {
    return (granted ? Answer.GRANTED : Answer.DENIED).name().toLowerCase(Locale.ROOT);
  }

  /** What the person's decisions allow; this policy applies where there is no decision. */
  public Permissions permissions(Decisions decisions, String person) {
    return Permissions.of(this, decisions.of(person));
  }
}
