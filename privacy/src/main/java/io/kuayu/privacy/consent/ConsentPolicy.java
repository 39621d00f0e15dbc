package io.kuayu.privacy.consent;

import io.kuayu.core.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What holds for people who have not decided.
 *
 * @param within whether what happened in a domain may be used for that domain
 * @param across whether it may be used for another one
 */
public record ConsentPolicy(boolean within, boolean across) {
  /** All data may be used until consent is withdrawn. */
  public static final ConsentPolicy OPEN = new ConsentPolicy(true, true);

  private enum Answer {
    GRANTED,
    DENIED
  }

  /**
   * Reads the block {@code privacy.consent}. Without one all is granted; in one, use across domains
   * is denied unless it says otherwise, as a further purpose needs a consent of its own (GDPR,
   * article 6).
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

  /** What is in force, by the names of the configuration. */
  public Map<String, Object> described() {
    return new TreeMap<>(Map.of("within", describe(within), "across", describe(across)));
  }

  private static String describe(boolean granted) {
    return (granted ? Answer.GRANTED : Answer.DENIED).name().toLowerCase(Locale.ROOT);
  }

  /** What the person's decisions and, where there is none, this policy allow. */
  public Permissions permissions(Decisions decisions, String person) {
    return Permissions.of(this, decisions.of(person));
  }
}
