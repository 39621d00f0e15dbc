package io.kuayu.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemVectorsTest {
  @TempDir Path cache;

  /** Spells its texts into vectors, and remembers what it was asked. */
  static final class Speller implements TextEncoder {
    private final List<String> asked = new ArrayList<>();
    private final String name;

    Speller() {
      this("speller");
    }

    Speller(String name) {
      this.name = name;
    }

    @Override
    public EncoderIdentity identity() {
      return new EncoderIdentity(Modality.TEXT, name, "fp32/8", "0");
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public String licence() {
      return "Apache-2.0";
    }

    @Override
    public float[][] encodeTexts(List<String> texts, Purpose purpose) {
      asked.addAll(texts);
      return texts.stream()
          .map(text -> new float[] {text.length(), text.charAt(0), text.hashCode()})
          .toArray(float[][]::new);
    }

    @Override
    public void close() {}
  }

  @Test
  void secondRunEncodesNothingAndAChangedTextAlone() {
    Speller speller = new Speller();
    ItemVectors first = encode(speller, "green tea", "pan", "green tea");
    assertThat(speller.asked).containsExactly("pan", "green tea");
    speller.asked.clear();

    ItemVectors second = encode(speller, "green tea", "pan", "green tea");
    assertThat(speller.asked).isEmpty();
    assertThat(second.values()).containsExactly(first.values());

    ItemVectors third = encode(speller, "green tea", "wok", "green tea");
    assertThat(speller.asked).containsExactly("wok");
    assertThat(third.values()[4]).isEqualTo((float) 'w');
  }

  @Test
  void itemsWithoutWordsHaveNoVector() {
    Speller speller = new Speller();
    ItemVectors vectors = encode(speller, "", "tea", " \u200b…", "锅");
    assertThat(speller.asked).containsExactly("锅", "tea");
    assertThat(vectors.has(0)).isFalse();
    assertThat(vectors.has(1)).isTrue();
    assertThat(vectors.has(2)).isFalse();
    assertThat(vectors.has(3)).isTrue();
    assertThat(vectors.count()).isEqualTo(2);
    assertThat(vectors.values()[0]).isZero();
  }

  @Test
  void theCacheOfAnEncoderHasTheNameThatItAlwaysHad() throws IOException {
    encode(new Speller(), "tea");
    assertThat(onlyFile()).hasFileName("text-86c2f2bfd0741292.vectors");
  }

  @Test
  void damagedRecordsAreEncodedAgainAndTheOthersKept() throws IOException {
    Speller speller = new Speller();
    ItemVectors first = encode(speller, "a", "bb", "ccc");
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    int record = 16 + 3 * Float.BYTES + 4;
    bytes[bytes.length - 2 * record + 20] ^= 1;
    Files.write(file, bytes);
    speller.asked.clear();

    assertThat(encode(speller, "a", "bb", "ccc").values()).containsExactly(first.values());
    assertThat(speller.asked).containsExactly("bb");
    speller.asked.clear();
    encode(speller, "a", "bb", "ccc");
    assertThat(speller.asked).isEmpty();
  }

  @Test
  void aTornEndIsOverwritten() throws IOException {
    Speller speller = new Speller();
    encode(speller, "a", "bb", "ccc");
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
    speller.asked.clear();

    encode(speller, "a", "bb", "ccc");
    assertThat(speller.asked).containsExactly("ccc");
    assertThat(Files.readAllBytes(file)).containsExactly(bytes);
  }

  @Test
  void aFileThatIsNoCacheIsBegunAnew() throws IOException {
    Speller speller = new Speller();
    encode(speller, "a");
    Files.writeString(
        onlyFile(), "no cache at all, and long enough to look like one to a hasty eye");
    speller.asked.clear();

    encode(speller, "a");
    assertThat(speller.asked).containsExactly("a");
    speller.asked.clear();
    encode(speller, "a");
    assertThat(speller.asked).isEmpty();
  }

  private ItemVectors encode(TextEncoder encoder, String... texts) {
    return ItemVectors.encode(items(texts), encoder, cache, Progress.NONE);
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(cache)) {
      return files.findFirst().orElseThrow();
    }
  }

  static List<Item> items(String... texts) {
    List<Item> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Item(new ItemKey("shop", "i" + items.size()), text, text, Map.of()));
    }
    return items;
  }
}
