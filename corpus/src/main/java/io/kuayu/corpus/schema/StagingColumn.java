package io.kuayu.corpus.schema;

import java.util.Locale;

/** A column of the {@link StagingTable}s. A column means the same in every table that has it. */
public enum StagingColumn {
  /** Number of a user. */
  USER("u", "INTEGER"),
  /** Number of an item. */
  ITEM("i", "INTEGER"),
  /** Unix seconds; NULL where the source tells none. */
  TIME("ts", "BIGINT"),
  /** What the source tells of the order; NULL for nothing. */
  ORDER("ord", "DOUBLE"),
  /** Orders the events of a user that are equal in time and order. */
  TIE("tie", "INTEGER"),
  /** Code of a type of events. */
  TYPE("type", "TINYINT"),
  /** Strength of an event. */
  VALUE("value", "FLOAT"),
  /** Code of the split that the source assigns; NULL for none. */
  PART("part", "UTINYINT"),
  /** Number of the event source. */
  SOURCE("src", "SMALLINT"),
  /** Number of a row in its source, from 0. */
  ROW("row", "BIGINT"),
  /** Number of a domain. */
  DOMAIN("domain", "INTEGER"),
  /** A user's name in the corpus, or the name of a type. */
  NAME("name", "VARCHAR"),
  /** Code of a type of events, as a number of any width. */
  CODE("code", "BIGINT"),
  /** An item's id. */
  ID("id", "VARCHAR"),
  TITLE("title", "VARCHAR"),
  TEXT("text", "VARCHAR"),
  /** An item's further columns as a JSON object. */
  ATTRIBUTES("attributes", "VARCHAR"),
  /** An item's contents besides its text, as {@link io.kuayu.core.content.ContentLines}. */
  MEDIA("media", "VARCHAR"),
  /** The number that an item had when ties were drawn. */
  DRAWN("drawn", "INTEGER"),
  /** Factor of a user's hash function. */
  FACTOR("factor", "BIGINT"),
  /** Shift of a user's hash function. */
  SHIFT("shift", "BIGINT"),
  /** A user's id in the sources. */
  GIVEN("given", "VARCHAR"),
  /** The name under which the files of the corpus keep a user in one domain. */
  KEPT_NAME("kept", "VARCHAR"),
  /** A user's name in one domain, as the files have it. */
  OWN_NAME("own", "VARCHAR"),
  /** Number of a user's name in one domain. */
  KEY("k", "INTEGER"),
  /** The name of a user whose domains are linked. */
  PERSON("person", "VARCHAR"),
  /** Number of a part of a user's events that has an order of its own; 0 if there is one order. */
  STRAND("strand", "INTEGER"),
  /** How many events of the strand come before, 2 for more. */
  EARLIER("earlier", "INTEGER"),
  /** How many events of the strand come after, 2 for more. */
  LATER("later", "INTEGER"),
  /** A user's id as an event source has it. */
  USER_ID("\"user\"", "VARCHAR"),
  /** A friend's id as the source of ties has it, or their name. */
  FRIEND("friend", "VARCHAR"),
  /** An item's id as an event source has it. */
  ITEM_ID("item", "VARCHAR"),
  /** The type's name as an event source has it. */
  TYPE_NAME("type", "VARCHAR"),
  /** 0, or the number of the rule that an event breaks. */
  VERDICT("verdict", "UTINYINT"),
  /** What an event that breaks a rule is told by. */
  DETAIL("detail", "VARCHAR");

  private final String column;
  private final String type;

  StagingColumn(String column, String type) {
    this.column = column;
    this.type = type;
  }

  /** Its name in SQL. */
  public String sql() {
    return column;
  }

  /** Its DuckDB type. */
  String type() {
    return type;
  }

  /** Its name in {@link StagingSql}. */
  String placeholder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
