package io.kuayu.benchmarks.modalities;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes lines of quoted values. */
final class CsvFile implements Closeable {
  private final Writer out;

  /** Opens a file and writes its header. */
  CsvFile(Path file, String... columns) throws IOException {
    out = Files.newBufferedWriter(file);
    write(columns);
  }

  void write(String... values) throws IOException {
    out.write(
        Arrays.stream(values)
            .map(value -> '"' + value.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(",", "", "\n")));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
