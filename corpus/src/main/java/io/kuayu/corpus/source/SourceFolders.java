package io.kuayu.corpus.source;

import java.nio.file.Path;

/**
 * The folders that a source may need.
 *
 * @param base at which relative paths of the configuration start
 * @param work what Kuayu keeps: copies of what was fetched are below it
 */
public record SourceFolders(Path base, Path work) {}
