package io.kuayu.engine.explain;

import io.kuayu.core.Item;
import io.kuayu.core.content.Modality;

/** Phrases reasons as one short sentence each, in the language of the item's own text. */
enum ReasonText {
  ENGLISH(ExplanationLanguage.ENGLISH) {
    @Override
    String history(Item earlier, String type, boolean supports) {
      String name = quoted(earlier, language().open(), language().close());
      String verb =
          switch (type) {
            case "purchase", "buy", "order" -> "bought";
            case "view", "click" -> "looked at";
            case "like", "favorite", "favourite" -> "liked";
            case "rating", "review" -> "rated";
            case "read" -> "read";
            case "play", "watch" -> "watched";
            case "enrol", "enroll" -> "took";
            case "follow" -> "followed";
            default -> "chose";
          };
      String fact = "you " + verb + " " + name + " in " + earlier.key().domain();
      return supports ? "Because " + fact : "Although " + fact + ", which speaks against it";
    }

    @Override
    String alike(Item earlier, Modality modality) {
      String verb = modality == Modality.AUDIO ? "Sounds like " : "Looks like ";
      return verb + quoted(earlier, "“", "”") + " in " + earlier.key().domain();
    }

    @Override
    String friends(int people, String domain) {
      return people == 0
          ? "Few or none of your friends chose it in " + domain
          : people + " of your friends chose it in " + domain;
    }

    @Override
    String other(String kind, String domain, boolean supports) {
      return switch (kind) {
        case "popularity" ->
            supports ? "Many people choose it in " + domain : "Few people choose it in " + domain;
        case "recency" ->
            supports
                ? "Many people chose it in " + domain + " lately"
                : "Few people chose it in " + domain + " lately";
        case "text" ->
            supports
                ? "Its description is close to what you chose"
                : "Its description is far from what you chose";
        case "item-facts" ->
            supports
                ? "How long and how often it has been around speaks for it"
                : "How long and how often it has been around speaks against it";
        default ->
            supports ? "The " + kind + " speaks for it" : "The " + kind + " speaks against it";
      };
    }
  },
  CHINESE(ExplanationLanguage.CHINESE) {
    @Override
    String history(Item earlier, String type, boolean supports) {
      String name = quoted(earlier, language().open(), language().close());
      String verb =
          switch (type) {
            case "purchase", "buy", "order" -> "购买过";
            case "view", "click" -> "浏览过";
            case "like", "favorite", "favourite" -> "喜欢过";
            case "rating", "review" -> "评价过";
            case "read" -> "读过";
            case "play", "watch" -> "看过";
            case "enrol", "enroll" -> "学过";
            case "follow" -> "关注过";
            default -> "选择过";
          };
      String fact = "您在“" + earlier.key().domain() + "”中" + verb + name;
      return supports ? "因为" + fact : "虽然" + fact + "，但这降低了它的得分";
    }

    @Override
    String alike(Item earlier, Modality modality) {
      String sense = modality == Modality.AUDIO ? "听起来" : "看起来";
      return sense + "像“" + earlier.key().domain() + "”中的" + quoted(earlier, "《", "》");
    }

    @Override
    String friends(int people, String domain) {
      return "您的好友中" + (people == 0 ? "很少有人" : "有 " + people + " 位") + "在“" + domain + "”中选择过它";
    }

    @Override
    String other(String kind, String domain, boolean supports) {
      return switch (kind) {
        case "popularity" -> "在“" + domain + "”中" + (supports ? "很受欢迎" : "选择它的人不多");
        case "recency" -> "最近在“" + domain + "”中" + (supports ? "很受欢迎" : "选择它的人不多");
        case "text" -> "它的描述与您的选择" + (supports ? "相近" : "相差较大");
        case "item-facts" -> "它上架的时间和被选择的次数" + (supports ? "支持推荐" : "降低了它的得分");
        default -> "依据 " + kind + (supports ? " 推荐" : " 降低了它的得分");
      };
    }
  };

  private static final int MAX_NAME_LENGTH = 60;

  private final ExplanationLanguage language;

  ReasonText(ExplanationLanguage language) {
    this.language = language;
  }

  ExplanationLanguage language() {
    return language;
  }

  /** Chinese where the title, or the text where there is none, is written in Han characters. */
  static ReasonText forLanguageOf(Item item) {
    String text = item.title().isBlank() ? item.text() : item.title();
    long han =
        text.codePoints()
            .filter(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN)
            .count();
    long letters = text.codePoints().filter(Character::isLetter).count();
    return 2 * han >= letters && han > 0 ? CHINESE : ENGLISH;
  }

  /**
   * A sentence about an earlier event of the person.
   *
   * @param type the event type, as the data name it
   * @param supports whether the event raised the score of the recommended item
   */
  abstract String history(Item earlier, String type, boolean supports);

  /**
   * A sentence about an earlier item that looks or sounds like the recommended one.
   *
   * @param modality images or sounds
   */
  abstract String alike(Item earlier, Modality modality);

  /**
   * A sentence about the friends of the person.
   *
   * @param people how many took the item; 0 where they are too few to be told
   */
  abstract String friends(int people, String domain);

  /** A sentence about evidence of another kind. */
  abstract String other(String kind, String domain, boolean supports);

  static String quoted(Item item, String open, String close) {
    String name = item.title().isBlank() ? item.key().id() : item.title();
    if (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
      name = name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH - 1)) + "…";
    }
    return name.startsWith(open) ? name : open + name + close;
  }
}
