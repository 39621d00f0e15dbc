package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes from the path of a file which domain it belongs to. */
final class DomainNames {
  /** Words that tell what a file holds and not what it is about. */
  private static final Set<String> ROLES =
      Set.of(
          ("event events interaction interactions inter rating ratings review reviews order orders purchase"
                  + " purchases sale sales transaction transactions click clicks clickstream view views visit visits"
                  + " log logs history behavior behaviour userbehavior action actions activity activities play plays"
                  + " listen listens watch watches like likes feedback basket baskets sequence sequences session sessions"
                  + " train test valid data dataset all full export exports report table dump raw sample item items"
                  + " product products catalog catalogue meta metadata info details goods sku skus inventory user users"
                  + " customer customers u part csv json utf8 clean final bestellungen bestellung verkäufe artikel"
                  + " produkte kunden bewertungen ereignisse umsätze 用户 行为 用户行为 商品 商品信息 订单 日志 数据 评分 评论"
                  + " 购买 浏览 购买记录 浏览记录 行为数据 记录 信息 列表 事件 物品 产品 目录")
              .split(" ", -1));

  private static final int LONGEST = 30;

  private static final Set<String> FOLDERS =
      Set.of(
          "data",
          "raw",
          "input",
          "inputs",
          "export",
          "exports",
          "download",
          "downloads",
          "dataset",
          "datasets",
          "files",
          "csv",
          "tmp",
          "events",
          "items",
          "数据");

  private DomainNames() {}

  /** The domain that the name of a file or of its folder tells; empty where neither does. */
  static String of(String path) {
    String[] parts = path.split("/", -1);
    String own = words(parts[parts.length - 1].replaceFirst("\\.[^_-]*$", dotted(parts)));
    if (!own.isEmpty() && own.length() <= LONGEST && !own.matches("[\\p{Punct}\\d]*")) {
      return own;
    }
    for (int at = parts.length - 2; at >= 0; at--) {
      String folder = words(parts[at]);
      boolean partition = parts[at].contains("=") || parts[at].matches("[*\\d.-]*");
      if (!folder.isEmpty() && !partition && !FOLDERS.contains(folder)) {
        return folder;
      }
    }
    return "";
  }

  /** What stands between the first and the last dot of a name, as in {@code rock.events.tsv}. */
  private static String dotted(String[] parts) {
    String name = parts[parts.length - 1];
    String[] pieces = name.split("\\.", -1);
    StringBuilder middle = new StringBuilder();
    for (int at = 1; at < pieces.length - 1; at++) {
      if (pieces[at].length() > 3) {
        middle.append(' ').append(pieces[at]);
      }
    }
    return middle.toString();
  }

  /** A name for a domain whose file tells none: what its items are called, or a neutral word. */
  static String fallback(String itemsPath) {
    for (String word : split(itemsPath.substring(itemsPath.lastIndexOf('/') + 1))) {
      if (Set.of("products", "goods", "artikel", "produkte", "商品").contains(word)) {
        return word;
      }
    }
    return "main";
  }

  /** A name as one of a domain: without signs that domains must not have. */
  static String clean(String name) {
    String clean = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s:,/\\\\\\p{Cntrl}]+", "-");
    return clean.replaceAll("^-+|-+$", "");
  }

  /** Whether two names differ in nothing but a plural. */
  static boolean alike(String one, String other) {
    return !one.isEmpty() && singular(one).equals(singular(other));
  }

  private static String singular(String name) {
    return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
  }

  /** The words of a name that tell what something is about, with - between them. */
  static String words(String name) {
    List<String> kept = new ArrayList<>(split(name));
    kept.removeIf(word -> ROLES.contains(word) || word.matches("[*\\d]*"));
    return String.join("-", kept);
  }

  private static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    for (String word :
        name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").split("[^\\p{L}\\p{N}*]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
