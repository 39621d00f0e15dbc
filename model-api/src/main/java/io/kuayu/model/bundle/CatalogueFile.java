package io.kuayu.model.bundle;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.PackedItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the items of a catalogue from Parquet, as {@link io.kuayu.core.CatalogueWriter} writes it.
 * The columns of a row group are decoded in parallel, one row group after the other. A page may
 * hold all rows of its writer, and more row groups in memory would gain nothing.
 */
final class CatalogueFile {
  static final String ORDINAL = "ordinal";
  static final String DOMAIN = "domain";
  static final String ID = "id";
  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String ATTRIBUTES = "attributes";

  /** Present only if an item has contents besides its text. */
  static final String MEDIA = "media";

  private static final List<String> ALWAYS = List.of(ORDINAL, DOMAIN, ID, TITLE, TEXT, ATTRIBUTES);
  private static final List<String> PACKED = List.of(ID, TITLE, TEXT, ATTRIBUTES);
  private static final TypeReference<Map<String, String>> OBJECT = new TypeReference<>() {};
  private static final int ROWS_AT_A_TIME = 1 << 14;

  /** Upper bound on the number of bytes that the file may declare. */
  private static final long MAX_EXPECTED_BYTES = 1 << 27;

  private CatalogueFile() {}

  /**
   * The catalogue.
   *
   * @param domains that may occur
   * @throws KuayuException if the file is not a catalogue
   */
  static Catalogue read(Path file, List<String> domains) {
    try (MappedFile mapped = new MappedFile(file);
        ParquetFileReader reader = ParquetFileReader.open(mapped)) {
      String[] columns = columns(reader);
      CatalogueRows rows = new CatalogueRows(domains, columns.length > ALWAYS.size());
      for (RowGroup group : reader.getFileMetaData().rowGroups()) {
        add(reader, columns, group, rows);
      }
      return Catalogue.of(
          domains, new PackedItems(domains, rows.stretches(), CatalogueFile::attributes));
    } catch (IOException | RuntimeException e) {
      throw refused(file, e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // A manipulated file can declare any lengths and depths.
      throw tooLarge(file, e);
    }
  }

  private static String[] columns(ParquetFileReader reader) throws IOException {
    List<String> columns = new ArrayList<>(ALWAYS);
    if (reader.getFileSchema().getColumns().stream()
        .anyMatch(column -> column.name().equals(MEDIA))) {
      columns.add(MEDIA);
    }
    for (String name : columns) {
      ColumnSchema column = reader.getFileSchema().getColumn(name);
      boolean isNumber = name.equals(ORDINAL);
      boolean fits =
          column.maxRepetitionLevel() == 0
              && column.fieldPath().elements().size() == 1
              && switch (column.type()) {
                case INT32 -> isNumber;
                case BYTE_ARRAY -> !isNumber;
                default -> false;
              };
      if (!fits) {
        throw new IOException("its column '" + name + "' is of another type");
      }
    }
    return columns.toArray(String[]::new);
  }

  private static void add(
      ParquetFileReader reader, String[] names, RowGroup group, CatalogueRows rows)
      throws IOException {
    if (group.numRows() == 0) {
      return;
    }
    int end =
        ArraySize.of(rows.count() + group.numRows(), "items of a bundle", "split the catalogue");
    long bytes = 0;
    for (ColumnChunk chunk : group.columns()) {
      if (PACKED.contains(chunk.metaData().pathInSchema().topLevelName())) {
        bytes += chunk.metaData().totalUncompressedSize();
      }
    }
    rows.expect((int) group.numRows(), (int) Math.clamp(bytes, 0, MAX_EXPECTED_BYTES));
    try (ColumnReaders columns =
        reader
            .buildColumnReaders(ColumnProjection.columns(names))
            .filter(only(group))
            .batchSize(ROWS_AT_A_TIME)
            .build()) {
      while (columns.nextBatch()) {
        rows.add(columns);
      }
    }
    if (rows.count() != end) {
      throw new IOException("it has other rows than it says");
    }
  }

  /** The library selects a row group by its midpoint. */
  private static RowGroupPredicate only(RowGroup group) {
    long begin = group.columns().getFirst().chunkStartOffset();
    long size =
        group.columns().stream().mapToLong(chunk -> chunk.metaData().totalCompressedSize()).sum();
    return RowGroupPredicate.byteRange(begin + size / 2, begin + size / 2 + 1);
  }

  private static KuayuException refused(Path file, Exception failure) {
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    // Oversized values can also fail in the library's own threads.
    return reason instanceof VirtualMachineError error
        ? tooLarge(file, error)
        : new KuayuException(
            ErrorCode.BUNDLE_DAMAGED,
            file + ": is no catalogue: " + reason.getMessage(),
            CorruptBundle.TRAIN_AGAIN,
            failure);
  }

  private static KuayuException tooLarge(Path file, Error error) {
    return new KuayuException(
        ErrorCode.BUNDLE_DAMAGED,
        file + ": does not fit into memory: " + error.getMessage(),
        "give Java more memory (-Xmx); where the file is small, " + CorruptBundle.TRAIN_AGAIN,
        error);
  }

  private static Map<String, String> attributes(String json) {
    try {
      return JsonMapper.shared().readValue(json, OBJECT);
    } catch (JacksonException e) {
      throw new KuayuException(
          ErrorCode.BUNDLE_DAMAGED,
          "the attributes of an item are no JSON object of texts",
          CorruptBundle.TRAIN_AGAIN,
          e);
    }
  }
}
