package io.kuayu.corpus.schema;

import static io.kuayu.corpus.schema.StagingColumn.ATTRIBUTES;
import static io.kuayu.corpus.schema.StagingColumn.CODE;
import static io.kuayu.corpus.schema.StagingColumn.DETAIL;
import static io.kuayu.corpus.schema.StagingColumn.DOMAIN;
import static io.kuayu.corpus.schema.StagingColumn.DRAWN;
import static io.kuayu.corpus.schema.StagingColumn.EARLIER;
import static io.kuayu.corpus.schema.StagingColumn.FACTOR;
import static io.kuayu.corpus.schema.StagingColumn.FRIEND;
import static io.kuayu.corpus.schema.StagingColumn.GIVEN;
import static io.kuayu.corpus.schema.StagingColumn.ID;
import static io.kuayu.corpus.schema.StagingColumn.ITEM;
import static io.kuayu.corpus.schema.StagingColumn.ITEM_ID;
import static io.kuayu.corpus.schema.StagingColumn.KEPT_NAME;
import static io.kuayu.corpus.schema.StagingColumn.KEY;
import static io.kuayu.corpus.schema.StagingColumn.LATER;
import static io.kuayu.corpus.schema.StagingColumn.MEDIA;
import static io.kuayu.corpus.schema.StagingColumn.NAME;
import static io.kuayu.corpus.schema.StagingColumn.ORDER;
import static io.kuayu.corpus.schema.StagingColumn.OWN_NAME;
import static io.kuayu.corpus.schema.StagingColumn.PART;
import static io.kuayu.corpus.schema.StagingColumn.PERSON;
import static io.kuayu.corpus.schema.StagingColumn.ROW;
import static io.kuayu.corpus.schema.StagingColumn.SHIFT;
import static io.kuayu.corpus.schema.StagingColumn.SOURCE;
import static io.kuayu.corpus.schema.StagingColumn.STRAND;
import static io.kuayu.corpus.schema.StagingColumn.TEXT;
import static io.kuayu.corpus.schema.StagingColumn.TIE;
import static io.kuayu.corpus.schema.StagingColumn.TIME;
import static io.kuayu.corpus.schema.StagingColumn.TITLE;
import static io.kuayu.corpus.schema.StagingColumn.TYPE;
import static io.kuayu.corpus.schema.StagingColumn.TYPE_NAME;
import static io.kuayu.corpus.schema.StagingColumn.USER;
import static io.kuayu.corpus.schema.StagingColumn.USER_ID;
import static io.kuayu.corpus.schema.StagingColumn.VALUE;
import static io.kuayu.corpus.schema.StagingColumn.VERDICT;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table of the database that a preparation works in, with its columns in their order. */
public enum StagingTable {
  /** One row for each row of an event source; a table for each source, see {@link #numbered}. */
  EVENT_ROWS("events", USER_ID, ITEM_ID, TIME, ORDER, TYPE_NAME, VALUE, PART, VERDICT, DETAIL),
  /** The items that the item sources list. */
  ITEM_ROWS("item_rows", DOMAIN, ID, TITLE, TEXT, ATTRIBUTES, MEDIA, ROW),
  /** The rows of an item source before they are cleaned; a table for each domain. */
  RAW_ITEMS("raw_items"),
  /** The user mapping: {@code person}, and a column for each domain. */
  MAPPING("mapping", PERSON),
  /** Who is who: the id of each user in each domain, the name in this preparation and the files. */
  NAMED_USERS("named_users", GIVEN, DOMAIN, NAME, KEPT_NAME),
  /** Everybody with events, and the hash function that orders what ties in time. */
  USERS("users", NAME, USER, FACTOR, SHIFT),
  /** Every item; {@code drawn} only where domains have names of their own. */
  CATALOGUE("catalogue", ITEM, DOMAIN, ID, TITLE, TEXT, ATTRIBUTES, MEDIA, ROW, DRAWN),
  /** The types of events. */
  TYPES("types", NAME, CODE),
  /** Everybody's events with numbers instead of names. */
  LINKED("linked", USER, ITEM, TIME, ORDER, TIE, TYPE, VALUE, PART, SOURCE, ROW),
  /** The {@link #LINKED} events in their order, user by user. */
  SORTED("sorted", USER, STRAND, ITEM, TIME, ORDER, TYPE, VALUE, PART, SOURCE, ROW),
  /** The {@link #SORTED} events with the number of those before and after: a view. */
  TIMELINE(
      "timeline", USER, STRAND, ITEM, TIME, ORDER, TYPE, VALUE, PART, SOURCE, ROW, EARLIER, LATER),
  /** The names in the files of users that have names of their own in domains. */
  KEPT_NAMES("kept_names", NAME, DOMAIN, KEPT_NAME),
  /** Users taken apart into one for each name in the files. */
  SEPARATE_USERS("separate_users", KEY, NAME, FACTOR, SHIFT, USER, DOMAIN),
  /** The names in the files and whose they are. */
  NAMES("names", KEY, OWN_NAME, NAME),
  /** One row for each row of the source of ties. */
  FRIEND_ROWS("friend_rows", USER_ID, FRIEND, VERDICT),
  /** Everybody with ties who was not erased: the id in the source, and the name. */
  FRIEND_NAMES("friend_names", GIVEN, NAME),
  /** The ties by name, and the rows that tell them. */
  FRIENDS("friends", NAME, FRIEND, ROW),
  /** The linking table. */
  LINKS("links", NAME, PERSON);

  private final String table;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<StagingColumn> columns;

  StagingTable(String table, StagingColumn... columns) {
    this.table = table;
    this.columns = List.of(columns);
  }

  /** Its name in SQL. */
  public String sql() {
    return table;
  }

  /** The name in SQL of one of several tables of this shape. */
  public String numbered(int number) {
    return table + "_" + number;
  }

  /** Its columns in their order. */
  public List<StagingColumn> columns() {
    return columns;
  }

  /** The statement that creates it without rows. */
  public String create() {
    return columns.stream()
        .map(column -> column.sql() + " " + column.type())
        .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")"));
  }

  /** Its name in {@link StagingSql}. */
  String placeholder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
