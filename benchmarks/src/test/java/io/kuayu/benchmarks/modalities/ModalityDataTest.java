package io.kuayu.benchmarks.modalities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModalityDataTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void aMatrixOfNumPyIsReadInBothPrecisions() throws IOException {
    Path doubles = matrix("doubles.npy", 8, 2, 3, 0, 1, 2, 3, 4, 5.5);
    Path floats = matrix("floats.npy", 4, 3, 2, 0, 1, 2, 3, 4, 5.5);

    assertThat(NumPyMatrix.read(doubles).text(1)).isEqualTo("3.0 4.0 5.5");
    assertThat(NumPyMatrix.read(floats).text(2)).isEqualTo("4.0 5.5");
  }

  @Test
  void aCutMatrixIsRefused() throws IOException {
    Path file = matrix("cut.npy", 4, 2, 2, 1, 2, 3);

    assertThatThrownBy(() -> NumPyMatrix.read(file)).hasMessageContaining("cut");
  }

  @Test
  void lastFmKeepsPartsTextsAndVectorsOfTheSameArtist() throws IOException {
    Path data = Files.createDirectories(folder.resolve("3_data_processing/hetrec2011-lastfm-2k"));
    Path processed = Files.createDirectories(data.resolve("processed_data"));
    String header = "userID\titemID\trating\tx_label\n";
    Files.writeString(processed.resolve("lfm2k.inter"), header + "0\t1\t1\t0\n0\t0\t1\t2\n");
    Files.writeString(
        processed.resolve("lfm2k_og_ids.inter"), header + "7\t80\t1\t0\n7\t9\t1\t2\n");
    Files.writeString(
        data.resolve("lfm2k_text.tsv"), "artistID\ttext\n9\tjazz,\"cool\"\n80\trock\n");
    Path vectors = Files.createDirectories(data.resolve("multimodal_features/mmrec_npy"));
    Files.move(matrix("a.npy", 8, 2, 2, 1, 2, 3, 4), vectors.resolve("vggish.npy"));
    Files.move(matrix("b.npy", 4, 2, 1, 8, 9), vectors.resolve("whisper.npy"));

    Path configuration = LastFmData.convert(folder, folder.resolve("out"));

    assertThat(configuration.resolveSibling("events.csv"))
        .content()
        .containsSubsequence("\"0\",\"1\",\"1262304000\",\"train\"", "\"0\",\"0\",", "\"test\"");
    assertThat(configuration.resolveSibling("items.csv"))
        .content()
        .contains("\"0\",\"jazz,\"\"cool\"\"\",\"1.0 2.0\",\"8.0\"")
        .contains("\"1\",\"rock\",\"3.0 4.0\",\"9.0\"");
  }

  @Test
  void moviesAreJoinedWithPostersByTitleAndOnlyLikedOnesAreEvents() throws IOException {
    Path ratings = Files.createDirectories(folder.resolve("ml-100k"));
    StringBuilder data = new StringBuilder();
    for (int film = 0; film < 10; film++) {
      data.append("5\t").append(film).append("\t4\t").append(100 - film).append('\n');
    }
    Files.writeString(ratings.resolve("u.data"), data + "5\t10\t3\t7\n");
    StringBuilder films = new StringBuilder("0|Léon (1994)|x\n");
    for (int film = 1; film < 11; film++) {
      films.append(film).append("|Film ").append(film).append(" (1990)|x\n");
    }
    Files.writeString(ratings.resolve("u.item"), films, StandardCharsets.ISO_8859_1);
    Path known = folder.resolve("movies.dat");
    Files.writeString(
        known,
        "293::Léon (1994)::Crime|Drama\n4::Other (1990)::Drama\n",
        StandardCharsets.ISO_8859_1);
    Path posters = Files.createDirectories(folder.resolve("posters"));
    Files.write(posters.resolve("293.jpg"), new byte[] {1});

    Path configuration = MovieLensData.convert(ratings, known, posters, folder.resolve("out"));

    assertThat(configuration.resolveSibling("items.csv"))
        .content()
        .contains("\"0\",\"Léon (1994)\",\"Crime,Drama\",\"293.jpg\"")
        .contains("\"1\",\"Film 1 (1990)\",\"\",\"\"");
    assertThat(Files.readAllLines(configuration.resolveSibling("events.csv")))
        .hasSize(11)
        .startsWith("\"user\",\"item\",\"timestamp\",\"split\"", "\"5\",\"9\",\"91\",\"train\"")
        .endsWith("\"5\",\"1\",\"99\",\"valid\"", "\"5\",\"0\",\"100\",\"test\"");
  }

  private Path matrix(String name, int width, int rows, int columns, double... values)
      throws IOException {
    byte[] header =
        "{'descr': '<f%d', 'fortran_order': False, 'shape': (%d, %d), }\n"
            .formatted(width, rows, columns)
            .getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length + values.length * width)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length).put(header);
    for (double value : values) {
      if (width == Float.BYTES) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    return Files.write(folder.resolve(name), bytes.array());
  }
}
