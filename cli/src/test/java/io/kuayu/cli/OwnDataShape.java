package io.kuayu.cli;

import io.kuayu.cli.OwnData.Act;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The shapes in which people keep what they have. */
enum OwnDataShape {
  /** One file of orders and one of products, with headers in English. */
  SHOP_EXPORT(
      "products:",
      "id: product_id",
      "title: title",
      "text: [title, category]",
      "attributes: [category, price]",
      "user: customer_id",
      "item: product_id",
      "timestamp: created_at",
      "value: quantity",
      "type: purchase",
      "# time-zone:") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "products.csv",
          "product_id,title,category,price,image_url",
          OwnData.goods("tea"),
          good ->
              "%s,\"%s, loose\",%s,%s,https://img.example/%s.jpg"
                  .formatted(good.id(), good.title(), good.category(), good.price(), good.id()));
      data.lines(
          "orders.csv",
          "order_id,customer_id,product_id,quantity,created_at",
          OwnData.acts("tea"),
          act ->
              "o%d,%s,%s,%d,%s"
                  .formatted(
                      act.seconds(),
                      act.user(),
                      act.good().id(),
                      act.rating(),
                      act.time("yyyy-MM-dd HH:mm:ss")));
    }
  },

  /** Two domains, each with its own two files, told by their names. */
  TWO_DOMAINS(
      "books:",
      "games:",
      "id: item_id",
      "title: name",
      "text: [name, description]",
      "user: userId",
      "item: itemId",
      "timestamp: timestamp",
      "value: rating",
      "# where: \"rating >= 3\"") {
    @Override
    void write(OwnData data) throws IOException {
      for (String domain : List.of("books", "games")) {
        data.lines(
            domain + "-items.csv",
            "item_id,name,description",
            OwnData.goods(domain),
            good -> "%s,%s,A %s thing".formatted(good.id(), good.title(), good.category()));
        data.lines(
            domain + "-ratings.csv",
            "userId,itemId,rating,timestamp",
            OwnData.acts(domain),
            act ->
                "%s,%s,%d,%d".formatted(act.user(), act.good().id(), act.rating(), act.seconds()));
      }
    }
  },

  /** One file of events with a column that tells the domain. */
  DOMAIN_COLUMN(
      "food:",
      "kitchen:",
      "where: \"domain = 'Food'\"",
      "where: \"domain = 'Kitchen'\"",
      "timestamp: ts ",
      "milliseconds") {
    @Override
    void write(OwnData data) throws IOException {
      List<String> items = new ArrayList<>();
      List<String> events = new ArrayList<>();
      for (String domain : List.of("Food", "Kitchen")) {
        OwnData.goods(domain)
            .forEach(good -> items.add(good.id() + "\t" + domain + "\t" + good.title()));
        OwnData.acts(domain)
            .forEach(
                act ->
                    events.add(
                        "%s\t%s\t%s\t%d"
                            .formatted(act.user(), act.good().id(), domain, act.seconds() * 1000)));
      }
      data.lines("items.tsv", "item_id\tdomain\ttitle", items, line -> line);
      data.lines("interactions.tsv", "user_id\titem_id\tdomain\tts", events, line -> line);
    }
  },

  /** Chinese headers in GBK. */
  CHINESE(
      "encoding: GB18030",
      "id: 商品编号",
      "title: 商品名称",
      "attributes: [价格]",
      "user: 用户ID",
      "item: 商品编号",
      "timestamp: 下单时间",
      "# time-zone: Asia/Shanghai",
      "# where: \"订单状态 NOT IN ('已取消')\"") {
    @Override
    void write(OwnData data) throws IOException {
      Charset gbk = Charset.forName("GBK");
      data.write(
          "商品.csv",
          "商品编号,商品名称,类目,价格",
          OwnData.goods("tea"),
          good -> "%s,龙井绿茶礼盒%s号,茶叶,%s".formatted(good.id(), good.id(), good.price()),
          gbk);
      data.write(
          "订单.csv",
          "订单号,用户ID,商品编号,数量,下单时间,订单状态",
          OwnData.acts("tea"),
          act ->
              "D%d,%s,%s,1,%s,%s"
                  .formatted(
                      act.seconds(),
                      act.user(),
                      act.good().id(),
                      act.time("yyyy年M月d日 HH:mm"),
                      act.rating() == 1 ? "已取消" : "已完成"),
          gbk);
    }
  },

  /** What a German Excel writes: semicolons, decimal commas, windows-1252, a line that says so. */
  GERMAN_EXCEL(
      "encoding: windows-1252",
      "title: Bezeichnung",
      "attributes: [Warengruppe, Preis]",
      "decimal: \",\"",
      "user: Kundennummer",
      "item: Artikelnummer",
      "timestamp: Bestelldatum",
      "d.M.yyyy",
      "# time-zone: Europe/Berlin") {
    @Override
    void write(OwnData data) throws IOException {
      Charset western = Charset.forName("windows-1252");
      data.write(
          "Artikel.csv",
          "Artikelnummer;Bezeichnung;Warengruppe;Preis",
          OwnData.goods("möbel"),
          good ->
              "%s;%s für Küche & Büro;Größe %s;%s"
                  .formatted(
                      good.id(), good.title(), good.category(), good.price().replace('.', ',')),
          western);
      data.write(
          "Bestellungen.csv",
          "sep=;\r\nKundennummer;Artikelnummer;Menge;Betrag;Bestelldatum\r",
          OwnData.acts("möbel"),
          act ->
              "%s;%s;%d,5;%s;%s\r"
                  .formatted(
                      act.user(),
                      act.good().id(),
                      act.rating(),
                      act.good().price().replace('.', ','),
                      act.time("dd.MM.yyyy HH:mm")),
          western);
    }
  },

  /** MovieLens: double colons, no header. */
  MOVIELENS("movies:", "id: item_id", "title: title", "text: [title, genres]", "value: rating") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "movies.dat",
          "",
          OwnData.goods("film"),
          good ->
              "%s::%s (1995)::Comedy|%s"
                  .formatted(good.id().substring(1), good.title(), good.category()));
      data.lines(
          "ratings.dat",
          "",
          OwnData.acts("film"),
          act ->
              "%s::%s::%d::%d"
                  .formatted(
                      act.user().substring(1),
                      act.good().id().substring(1),
                      act.rating(),
                      act.seconds()));
    }
  },

  /** RecBole's atomic files. */
  RECBOLE("songs:", "title: song_title", "value: rating") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "songs/songs.item",
          "item_id:token\tsong_title:token_seq\tgenre:token_seq",
          OwnData.goods("songs"),
          good -> good.id() + "\t" + good.title() + "\t" + good.category());
      data.lines(
          "songs/songs.inter",
          "user_id:token\titem_id:token\trating:float\ttimestamp:float",
          OwnData.acts("songs"),
          act ->
              "%s\t%s\t%d.0\t%d"
                  .formatted(act.user(), act.good().id(), act.rating(), act.seconds()));
    }
  },

  /** Amazon reviews and metadata of 2023. */
  AMAZON(
      "tools:",
      "id: parent_asin",
      "text: [title, features]",
      "timestamp: timestamp",
      "milliseconds") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "meta_Tools.jsonl",
          "",
          OwnData.goods("tools"),
          good ->
              "{\"parent_asin\":\"%s\",\"title\":\"%s\",\"features\":[\"strong\",\"%s\"],\"price\":%s,\"images\":[{\"large\":\"https://img.example/1.jpg\"}],\"details\":{\"Brand\":\"Alba\"}}"
                  .formatted(good.id(), good.title(), good.category(), good.price()));
      data.lines(
          "Tools.jsonl.gz",
          "",
          OwnData.acts("tools"),
          act ->
              "{\"rating\":%d.0,\"title\":\"Good\",\"text\":\"I like it\",\"asin\":\"%2$s\",\"parent_asin\":\"%2$s\",\"user_id\":\"%3$s\",\"timestamp\":%4$d,\"verified_purchase\":true}"
                  .formatted(act.rating(), act.good().id(), act.user(), act.seconds() * 1000));
    }
  },

  /** Nested JSON that tells the titles of items with each event. */
  NESTED_JSON(
      "id: item.id",
      "title: item.info.title",
      "item.info.tags",
      "user: user.id",
      "item: item.id",
      "timestamp: time",
      "type: action") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "events.jsonl",
          "",
          OwnData.acts("news"),
          act ->
              "{\"user\":{\"id\":\"%s\",\"country\":\"de\"},\"item\":{\"id\":\"%s\",\"info\":{\"title\":\"%s\",\"tags\":[\"a\",\"%s\"]}},\"action\":\"%s\",\"time\":\"%sZ\"}"
                  .formatted(
                      act.user(),
                      act.good().id(),
                      act.good().title(),
                      act.good().category(),
                      act.type(),
                      act.time("yyyy-MM-dd'T'HH:mm:ss")));
    }
  },

  /** A folder with one packed file a day. */
  DAILY_FILES(
      "shows:",
      "path: logs/events-*.csv.gz",
      "user: visitor",
      "item: show",
      "timestamp: at",
      "type: event") {
    @Override
    void write(OwnData data) throws IOException {
      Map<String, List<Act>> days =
          OwnData.acts("shows").stream()
              .collect(Collectors.groupingBy(act -> act.time("yyyy-MM-dd")));
      for (Map.Entry<String, List<Act>> day : days.entrySet()) {
        data.lines(
            "logs/events-" + day.getKey() + ".csv.gz",
            "visitor,show,event,at",
            day.getValue(),
            act ->
                "%s,%s,%s,%sZ"
                    .formatted(
                        act.user(),
                        act.good().id(),
                        act.type(),
                        act.time("yyyy-MM-dd'T'HH:mm:ss")));
      }
      data.lines(
          "shows.csv", "id,title", OwnData.goods("shows"), good -> good.id() + "," + good.title());
    }
  },

  /** One line a basket, without times. */
  BASKETS("user: customer", "item: items", "baskets: \",\"") {
    @Override
    void write(OwnData data) throws IOException {
      Map<String, List<Act>> baskets =
          OwnData.acts("bread").stream().collect(Collectors.groupingBy(Act::user));
      data.lines(
          "baskets.csv",
          "customer,items",
          baskets.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList(),
          basket ->
              basket.getKey()
                  + ",\""
                  + basket.getValue().stream()
                      .map(act -> act.good().id())
                      .distinct()
                      .collect(Collectors.joining(","))
                  + '"');
    }
  },

  /** A click log without a header, as of Taobao. */
  HEADERLESS_CLICKS(
      "columns: [user, item, column3, action, time]", "type: action", "timestamp: time") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "UserBehavior.csv",
          "",
          OwnData.acts("goods"),
          act ->
              "%s,%s,%d,%s,%d"
                  .formatted(
                      act.user().substring(1),
                      act.good().id().substring(1),
                      4_000 + act.good().category().length(),
                      Map.of("view", "pv", "cart", "cart", "purchase", "buy").get(act.type()),
                      act.seconds()));
    }
  },

  /** An export of an American database whose days and months cannot be told apart. */
  AMBIGUOUS_DATES("timestamp: clicked_at", "time-format: \"MM/dd/yyyy H:mm\"") {
    @Override
    void write(OwnData data) throws IOException {
      List<Act> acts =
          OwnData.acts("boats").stream().filter(act -> act.time().getDayOfMonth() < 13).toList();
      data.lines(
          "clicks.csv",
          "user_id,item_id,clicked_at",
          acts,
          act -> "%s,%s,%s".formatted(act.user(), act.good().id(), act.time("dd/MM/yyyy HH:mm")));
    }

    @Override
    List<String> answers() {
      return List.of("time-format: \"dd/MM/yyyy H:mm\"");
    }
  },

  /** Two columns of ids whose names say nothing. */
  UNKNOWN_COLUMNS("# user: b", "# item: a") {
    @Override
    void write(OwnData data) throws IOException {
      data.lines(
          "dump.csv",
          "a,b,when",
          OwnData.acts("boats"),
          act -> "%s,%s,%s".formatted(act.user(), act.good().id(), act.seconds()));
    }

    @Override
    List<String> answers() {
      return List.of("user: a", "item: b");
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> expected;

  OwnDataShape(String... expected) {
    this.expected = List.of(expected);
  }

  /** What the configuration has to say. */
  List<String> expected() {
    return expected;
  }

  /** Writes the files. */
  abstract void write(OwnData data) throws IOException;

  /** Lines of the configuration that answer its questions; empty where it has none. */
  List<String> answers() {
    return List.of();
  }

  /** Somebody in the data. */
  String user() {
    boolean digits = this == MOVIELENS || this == HEADERLESS_CLICKS;
    return digits ? "107" : "u107";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
