package io.kuayu.corpus.clean;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Makes untrusted item text plain: what is seen is what language models read. */
public final class TextCleaner {
  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w{2,31});");
  private static final Pattern TAG =
      Pattern.compile(
          "(?i)</?(p|br|b|i|em|strong|u|ul|ol|li|div|span|font|a|h[1-6]|img|table|tr|td|hr)(\\s[^<>]{0,500})?/?>");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb\\x{e0000}-\\x{e007f}]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\u2028\\u2029]+");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private final int maxLength;
  private final int maxRepeats;

  /**
   * @param maxLength characters after which a text is cut
   */
  public TextCleaner(int maxLength) {
    this(maxLength, 0);
  }

  /**
   * @param maxLength characters after which a text is cut
   * @param maxRepeats how often a word may stand in a text; 0 for any number
   */
  public TextCleaner(int maxLength, int maxRepeats) {
    this.maxLength = maxLength;
    this.maxRepeats = maxRepeats;
  }

  /** What was mended in a text. */
  public enum Mend {
    ENTITIES("html-entities", "HTML entities and tags were replaced"),
    CONTROL("control-characters", "control characters were removed"),
    INVISIBLE("zero-width-characters", "zero-width and direction marks were removed"),
    REPEATS("repeated-words", "words beyond 'clean.word-repeats' were removed"),
    CUT("long-text", "the text was cut after 'clean.text-length' characters");

    private final String rule;
    private final String action;

    Mend(String rule, String action) {
      this.rule = rule;
      this.action = action;
    }

    public String rule() {
      return rule;
    }

    public String action() {
      return action;
    }
  }

  /**
   * A text after cleaning.
   *
   * @param text on one line, without surrounding space
   * @param mends what was done
   */
  public record Cleaned(String text, Set<Mend> mends) {}

  /** Cleans one field. */
  public Cleaned clean(String text) {
    EnumSet<Mend> mends = EnumSet.noneOf(Mend.class);
    String cleaned = text;
    if (cleaned.indexOf('&') >= 0 && ENTITY.matcher(cleaned).find()) {
      cleaned = noted(cleaned, StringEscapeUtils.unescapeHtml4(cleaned), Mend.ENTITIES, mends);
    }
    if (cleaned.indexOf('<') >= 0) {
      cleaned = noted(cleaned, TAG.matcher(cleaned).replaceAll(" "), Mend.ENTITIES, mends);
    }
    cleaned = without(CONTROL, cleaned, Mend.CONTROL, mends);
    cleaned = without(INVISIBLE, cleaned, Mend.INVISIBLE, mends);
    cleaned = SPACE.matcher(cleaned).replaceAll(" ").strip();
    if (maxRepeats > 0) {
      cleaned = noted(cleaned, withoutRepeats(cleaned), Mend.REPEATS, mends);
    }
    if (cleaned.length() > maxLength) {
      int end =
          Character.isHighSurrogate(cleaned.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
      cleaned = noted(cleaned, cleaned.substring(0, end).strip(), Mend.CUT, mends);
    }
    return new Cleaned(cleaned, mends);
  }

  /** A title that says one word over and over would be near to every history with that word. */
  private String withoutRepeats(String text) {
    Map<String, Integer> seen = new HashMap<>();
    String left =
        WORD.matcher(text)
            .replaceAll(
                word -> {
                  String key = word.group().toLowerCase(Locale.ROOT);
                  return seen.merge(key, 1, Integer::sum) > maxRepeats ? "" : "$0";
                });
    return left.equals(text) ? text : SPACE.matcher(left).replaceAll(" ").strip();
  }

  private static String without(Pattern pattern, String text, Mend mend, Set<Mend> mends) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? noted(text, matcher.replaceAll(""), mend, mends) : text;
  }

  private static String noted(String before, String after, Mend mend, Set<Mend> mends) {
    if (!before.equals(after)) {
      mends.add(mend);
    }
    return after;
  }
}
