package io.kuayu.corpus.format;

import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.Repair;
import io.kuayu.corpus.source.Repair.Broken;
import io.kuayu.corpus.source.SourceRelation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is read from its copy in UTF-8. Lines are those of the file.
 *
 * @param copy the relation over the copy
 * @param charset of the file
 */
record TranscodedRelation(SourceRelation copy, Charset charset) implements SourceRelation {
  @Override
  public String format() {
    return copy.format();
  }

  @Override
  public List<String> columns() {
    return copy.columns();
  }

  @Override
  public String relation(Collection<String> used) {
    return copy.relation(used);
  }

  @Override
  public String lenient(Collection<String> used) {
    return copy.lenient(used);
  }

  @Override
  public Map<ColumnRole, List<String>> roles() {
    return copy.roles();
  }

  @Override
  public Map<Long, Long> positions(Collection<Long> rows) {
    return copy.positions(rows);
  }

  @Override
  public Optional<String> itemSeparator() {
    return copy.itemSeparator();
  }

  @Override
  public boolean needsRepair() {
    return copy.needsRepair();
  }

  @Override
  public Optional<Repair> repair(Path file, int shown) throws IOException {
    return copy.repair(file, shown)
        .map(
            repair ->
                new Repair(
                    repair.readable(),
                    repair.count(),
                    repair.misencoded(),
                    repair.first().stream().map(this::told).toList()));
  }

  private Broken told(Broken broken) {
    return broken.reason().equals(RecordShape.NOT_UTF8)
        ? new Broken(broken.position(), "not " + charset.name(), broken.text())
        : broken;
  }
}
