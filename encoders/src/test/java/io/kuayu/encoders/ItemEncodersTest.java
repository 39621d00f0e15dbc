package io.kuayu.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemEncodersTest {
  private static EncoderIdentity identity(String name) {
    return new EncoderIdentity(Modality.TEXT, name, "fp32/8", "0");
  }

  /** Opens an encoder of its own name, whatever it is asked for. */
  private record Named(String name, boolean isDefault) implements EncoderProvider {
    Named(String name) {
      this(name, false);
    }

    @Override
    public Modality modality() {
      return Modality.TEXT;
    }

    @Override
    public List<EncoderDescription> encoders() {
      return List.of(new EncoderDescription(name, "a test", "MIT", true, ""));
    }

    @Override
    public ItemEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
      return new ItemVectorsTest.Speller(name);
    }

    @Override
    public ItemEncoder open(EncoderIdentity identity, int threads) {
      return new ItemVectorsTest.Speller(name);
    }
  }

  @Test
  void withoutAnEncoderOnTheClassPathTheRemedyNamesTheArtefact() {
    assertThatThrownBy(() -> ItemEncoders.open(List.of(), identity("minilm"), 1))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e).hasMessageContaining("text").hasMessageContaining("minilm");
              assertThat(e.remedy()).contains("io.kuayu:kuayu-text-encoders");
            });
  }

  @Test
  void theProviderThatOffersTheNameOpensIt() {
    List<EncoderProvider> providers = List.of(new Named("one"), new Named("two"));
    try (ItemEncoder encoder = ItemEncoders.open(providers, identity("two"), 1)) {
      assertThat(encoder.identity().name()).isEqualTo("two");
    }
  }

  @Test
  void withoutANameTheDefaultIsOpenedWhateverComesFirst() {
    Catalogue catalogue = Catalogue.of(List.of(), List.of());
    List<EncoderProvider> providers = List.of(new Named("one"), new Named("two", true));
    try (ItemEncoder encoder =
            ItemEncoders.open(providers, Modality.TEXT, EncoderOptions.DEFAULT, catalogue, 1);
        ItemEncoder only =
            ItemEncoders.open(
                providers.subList(0, 1), Modality.TEXT, EncoderOptions.DEFAULT, catalogue, 1)) {
      assertThat(encoder.identity().name()).isEqualTo("two");
      assertThat(only.identity().name()).isEqualTo("one");
    }
  }

  @Test
  void anEncoderOfOtherWeightsIsRefused() {
    EncoderIdentity trained = new EncoderIdentity(Modality.TEXT, "one", "fp32/8", "1");
    assertThatThrownBy(() -> ItemEncoders.open(List.of(new Named("one")), trained, 1))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("trained with the encoder one/fp32/8/1, here is one/fp32/8/0");
  }
}
