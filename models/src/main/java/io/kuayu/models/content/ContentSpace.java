package io.kuayu.models.content;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the contents of items become vectors in one model, whatever their modalities: one part for
 * each modality, each of its own length, zero where an item has no such content. This is all that a
 * model which learns sees of contents.
 *
 * @param parts at least one, in the order in which they are joined
 */
public record ContentSpace(List<Part> parts) {
  private static final String MORE = "content-modalities";
  private static final String GATE = "gate";

  public ContentSpace {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a space has one part at least");
    }
  }

  /**
   * One modality in a space of several.
   *
   * @param space of that modality
   * @param gate length of its vectors; that of the first part is 1
   */
  public record Part(ModalitySpace space, double gate) {
    int width() {
      return space.whitening().dimension();
    }
  }

  /** A space and the vectors in it of all items of a catalogue. */
  public record Filled(ContentSpace space, ContentVectors vectors) {
    /** That of one modality alone. */
    public static Filled of(ModalitySpace.Filled filled) {
      return new Filled(new ContentSpace(List.of(new Part(filled.space(), 1))), filled.vectors());
    }

    /**
     * Joins some modalities.
     *
     * @param filled of each modality, over the same items
     * @param gates of each, the first of them 1
     */
    public static Filled of(List<ModalitySpace.Filled> filled, List<Double> gates) {
      List<Part> parts =
          IntStream.range(0, filled.size())
              .mapToObj(index -> new Part(filled.get(index).space(), gates.get(index)))
              .toList();
      ContentSpace space = new ContentSpace(parts);
      return new Filled(
          space, space.joined(filled.stream().map(ModalitySpace.Filled::vectors).toList()));
    }
  }

  /**
   * Encodes the contents of one modality of all items and learns the whitening from them.
   *
   * @param modality which contents to read
   */
  public static Filled fit(
      TrainingData data,
      Modality modality,
      EncoderOptions options,
      Whitening.Options whitening,
      TrainingRun run) {
    return Filled.of(ModalitySpace.fit(data, modality, options, whitening, run));
  }

  /** What reads the first modality. */
  public EncoderIdentity encoder() {
    return parts.getFirst().space().encoder();
  }

  /** This space with the vectors of all items of a catalogue. */
  public Filled filled(Catalogue catalogue, TrainingRun run) {
    return new Filled(this, fill(catalogue, run));
  }

  /**
   * The contents as a training read them that chose which modalities to read.
   *
   * @param chosen the space of that training
   * @return empty where there was nothing to choose
   */
  public static Optional<Filled> asChosen(
      Optional<ContentSpace> chosen, Catalogue catalogue, TrainingRun run) {
    return chosen
        .filter(space -> space.parts().size() > 1)
        .map(space -> space.filled(catalogue, run));
  }

  /** Encodes all items of a catalogue in this space. */
  public ContentVectors fill(Catalogue catalogue, TrainingRun run) {
    return joined(parts.stream().map(part -> part.space().fill(catalogue, run)).toList());
  }

  /** The vectors of a catalogue of which the first items are known already. */
  public ContentVectors extend(ContentVectors known, Catalogue catalogue) {
    return over(known, catalogue, new int[0]);
  }

  /**
   * The vectors of a later catalogue. Encodes what is new and what has changed, nothing else.
   *
   * @param known of the first items, in the order of their ordinals
   * @param changed ordinals of known items whose contents are others now
   */
  public ContentVectors over(ContentVectors known, Catalogue later, int[] changed) {
    return known.over(later, changed, this::vectors);
  }

  /** Encodes some items in this space. */
  public ContentVectors vectors(List<Item> items) {
    return joined(parts.stream().map(part -> part.space().vectors(items)).toList());
  }

  private ContentVectors joined(List<ContentVectors> vectors) {
    if (parts.size() == 1) {
      return vectors.getFirst();
    }
    int width = parts.stream().mapToInt(Part::width).sum();
    int items = vectors.getFirst().size();
    float[] values = new float[ArraySize.product("numbers of the content vectors", items, width)];
    boolean[] present = new boolean[items];
    int at = 0;
    for (int index = 0; index < parts.size(); index++) {
      Part part = parts.get(index);
      ContentVectors own = vectors.get(index);
      for (int item = 0; item < items; item++) {
        if (own.has(item)) {
          present[item] = true;
          for (int axis = 0; axis < part.width(); axis++) {
            values[item * width + at + axis] =
                (float) (part.gate() * own.values()[item * part.width() + axis]);
          }
        }
      }
      at += part.width();
    }
    return new ContentVectors(values, width, present);
  }

  /** Writes the first part as bundles held it before there were several. */
  public void save(ModelWriter out) {
    parts.getFirst().space().save(out);
    if (parts.size() > 1) {
      List<String> names = new ArrayList<>();
      for (Part part : parts.subList(1, parts.size())) {
        String name = part.space().encoder().modality().lowerCase();
        ModelWriter within = out.within(name);
        part.space().save(within);
        within.property(GATE, Double.toString(part.gate()));
        names.add(name);
      }
      out.property(MORE, String.join(",", names));
    }
  }

  public static ContentSpace load(ModelReader in) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(ModalitySpace.load(in), 1));
    in.findProperty(MORE)
        .map(names -> List.of(names.split(",", -1)))
        .orElse(List.of())
        .forEach(
            name -> {
              ModelReader within = in.within(name);
              parts.add(
                  new Part(ModalitySpace.load(within), Double.parseDouble(within.property(GATE))));
            });
    return new ContentSpace(parts);
  }
}
