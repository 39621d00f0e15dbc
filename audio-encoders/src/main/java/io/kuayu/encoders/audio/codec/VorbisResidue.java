package io.kuayu.encoders.audio.codec;

import io.kuayu.encoders.audio.codec.VorbisBits.EndOfPacketException;
import io.kuayu.media.InvalidMediaException;
import java.util.List;

/** The fine structure of spectra, added up in passes (Vorbis I, section 8). */
final class VorbisResidue {
  private static final int PASSES = 8;
  private static final int INTERLEAVED = 2;

  private final int type;
  private final int begin;
  private final int end;
  private final int partitionSize;
  private final int classifications;
  private final int classBook;
  private final int[] books;

  private VorbisResidue(int type, VorbisBits bits, List<VorbisCodebook> all)
      throws EndOfPacketException, InvalidMediaException {
    this.type = type;
    begin = bits.read(24);
    end = bits.read(24);
    partitionSize = bits.read(24) + 1;
    classifications = bits.read(6) + 1;
    classBook = bits.read(8);
    int[] passes = new int[classifications];
    for (int index = 0; index < classifications; index++) {
      passes[index] = bits.read(3) | (bits.flag() ? bits.read(5) << 3 : 0);
    }
    books = new int[classifications * PASSES];
    for (int index = 0; index < books.length; index++) {
      boolean isThere = (passes[index / PASSES] >> index % PASSES & 1) == 1;
      books[index] = isThere ? bits.read(8) : -1;
      if (books[index] >= all.size() || (isThere && !all.get(books[index]).hasVectors())) {
        throw VorbisCodebook.damaged();
      }
    }
    if (type > INTERLEAVED || begin > end || classBook >= all.size()) {
      throw VorbisCodebook.damaged();
    }
  }

  static VorbisResidue read(VorbisBits bits, List<VorbisCodebook> books)
      throws EndOfPacketException, InvalidMediaException {
    return new VorbisResidue(bits.read(16), bits, books);
  }

  /**
   * Reads the spectra of some channels.
   *
   * @param isSilent channels of which nothing was written
   * @param spectra {@code [channels][at least size]}, zeros at first
   */
  void decode(
      VorbisBits bits, List<VorbisCodebook> all, boolean[] isSilent, float[][] spectra, int size)
      throws InvalidMediaException {
    try {
      if (type != INTERLEAVED) {
        decodeEach(bits, all, isSilent, spectra, size);
        return;
      }
      boolean anything = false;
      for (boolean silent : isSilent) {
        anything |= !silent;
      }
      if (anything) {
        decodeInterleaved(bits, all, spectra, size);
      }
    } catch (EndOfPacketException e) {
      // What was read so far counts.
      return;
    }
  }

  private void decodeInterleaved(
      VorbisBits bits, List<VorbisCodebook> all, float[][] spectra, int size)
      throws EndOfPacketException, InvalidMediaException {
    int channels = spectra.length;
    float[][] joined = new float[1][size * channels];
    try {
      decodeEach(bits, all, new boolean[1], joined, size * channels);
    } finally {
      for (int index = 0; index < joined[0].length; index++) {
        spectra[index % channels][index / channels] = joined[0][index];
      }
    }
  }

  private void decodeEach(
      VorbisBits bits, List<VorbisCodebook> all, boolean[] isSilent, float[][] spectra, int size)
      throws EndOfPacketException, InvalidMediaException {
    int from = Math.min(begin, size);
    int partitions = (Math.min(end, size) - from) / partitionSize;
    VorbisCodebook classes = all.get(classBook);
    int together = classes.dimension();
    int[][] kinds = new int[spectra.length][partitions + together];
    for (int pass = 0; pass < PASSES; pass++) {
      for (int partition = 0; partition < partitions; ) {
        for (int channel = 0; pass == 0 && channel < spectra.length; channel++) {
          if (!isSilent[channel]) {
            int word = classes.entry(bits);
            for (int index = together - 1; index >= 0; index--) {
              kinds[channel][partition + index] = word % classifications;
              word /= classifications;
            }
          }
        }
        int last = Math.min(partition + together, partitions);
        for (; partition < last; partition++) {
          for (int channel = 0; channel < spectra.length; channel++) {
            int book = books[kinds[channel][partition] * PASSES + pass];
            if (!isSilent[channel] && book >= 0) {
              add(bits, all.get(book), spectra[channel], from + partition * partitionSize);
            }
          }
        }
      }
    }
  }

  private void add(VorbisBits bits, VorbisCodebook book, float[] spectrum, int from)
      throws EndOfPacketException, InvalidMediaException {
    int dimension = book.dimension();
    float[] numbers = book.numbers();
    int steps = (partitionSize + dimension - 1) / dimension;
    // A whole vector of type 0 is spread over the partition, later ones stay together.
    int stride = type == 0 ? Math.max(1, partitionSize / dimension) : 1;
    for (int step = 0; step < steps; step++) {
      int vector = book.vector(bits);
      int at = type == 0 ? step : step * dimension;
      for (int d = 0; d < dimension && at < partitionSize; d++, at += stride) {
        spectrum[from + at] += numbers[vector + d];
      }
    }
  }
}
