package io.kuayu.corpus.source;

/**
 * A source of items: each row describes one item. It needs a column for the id; columns for the
 * title and the text are found by their usual names, by {@linkplain SourceRelation#roles role}, or
 * by the configuration.
 */
public interface ItemSource extends RowSource {}
