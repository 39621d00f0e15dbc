package io.kuayu.corpus.source;

/**
 * A source of events: each row says that a user did something with an item. It needs a column for
 * the user and one for the item, and a column for the time or for the order. Columns with a usual
 * name ({@code user}, {@code item}, {@code timestamp}, …) or a {@linkplain SourceRelation#roles
 * role} need no setting; all others are named in the configuration.
 */
public interface EventSource extends RowSource {}
