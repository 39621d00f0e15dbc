package io.kuayu.application.init;

import java.nio.file.Path;
import java.util.List;

/**
 * One source to be: a file, or files of one kind that are read together.
 *
 * @param written its path as the configuration names it, maybe with {@code *}
 * @param files in the order of their names
 */
record DataInput(String written, List<Path> files) {
  DataInput {
    files = List.copyOf(files);
  }

  /** The file that stands for all. */
  Path first() {
    return files.getFirst();
  }
}
