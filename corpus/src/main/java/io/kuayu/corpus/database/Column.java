package io.kuayu.corpus.database;

/**
 * A column of a table.
 *
 * @param name as the file has it
 * @param type DuckDB's name of its type
 */
public record Column(String name, String type) {}
