package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaFolder;
import io.kuayu.media.MediaLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process that reads every file below a folder, as items would name them, and encodes it. */
final class HostileFiles {
  private HostileFiles() {}

  /** Prints {@code vector} or {@code absent} for each file and modality. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    List<String> all = new ArrayList<>(names);
    all.add("../outside.png");
    Catalogue none = Catalogue.of(List.of(), List.of());
    for (Modality modality : List.of(Modality.IMAGE, Modality.AUDIO)) {
      try (ItemEncoder encoder = ItemEncoders.open(modality, EncoderOptions.DEFAULT, none, 2)) {
        List<String> read = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        for (String name : all) {
          try {
            byte[] bytes = new MediaFolder(folder).read(name, MediaLimits.ofFiles(modality));
            contents.add(new Content(modality, new ContentSource.InlineBytes(bytes)));
            read.add(name);
          } catch (InvalidMediaException e) {
            System.out.println(modality + " " + name + " absent");
          }
        }
        EncodedBatch batch = encoder.encode(contents);
        for (int index = 0; index < read.size(); index++) {
          String answer = batch.present()[index] ? "vector" : "absent";
          System.out.println(modality + " " + read.get(index) + " " + answer);
        }
      }
    }
  }
}
