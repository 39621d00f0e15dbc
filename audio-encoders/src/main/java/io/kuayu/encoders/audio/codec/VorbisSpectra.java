package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;

/**
 * Reads the spectra of one block.
 *
 * @param size numbers of a spectrum
 */
record VorbisSpectra(VorbisSetup setup, VorbisSetup.Mapping mapping, int size) {
  /** The spectra, {@code [channels][size]}. */
  float[][] read(VorbisBits bits) throws InvalidMediaException {
    int channels = setup.channels();
    int[][] heights = new int[channels][];
    boolean[] isSilent = new boolean[channels];
    for (int channel = 0; channel < channels; channel++) {
      heights[channel] = floor(channel).heights(bits, setup.books());
      isSilent[channel] = heights[channel].length == 0;
    }
    for (int step = 0; step < mapping.magnitudes().length; step++) {
      int magnitude = mapping.magnitudes()[step];
      int angle = mapping.angles()[step];
      boolean isBothSilent = isSilent[magnitude] && isSilent[angle];
      isSilent[magnitude] = isBothSilent;
      isSilent[angle] = isBothSilent;
    }
    float[][] spectra = new float[channels][size];
    for (int submap = 0; submap < mapping.residues().length; submap++) {
      residue(bits, submap, isSilent, spectra);
    }
    for (int step = mapping.magnitudes().length - 1; step >= 0; step--) {
      uncouple(spectra[mapping.magnitudes()[step]], spectra[mapping.angles()[step]]);
    }
    for (int channel = 0; channel < channels; channel++) {
      if (heights[channel].length == 0) {
        spectra[channel] = new float[size];
      } else {
        floor(channel).apply(heights[channel], spectra[channel], size);
      }
    }
    return spectra;
  }

  private VorbisFloor floor(int channel) {
    return setup.floors().get(mapping.floors()[mapping.submap()[channel]]);
  }

  private void residue(VorbisBits bits, int submap, boolean[] isSilent, float[][] spectra)
      throws InvalidMediaException {
    int count = 0;
    for (int of : mapping.submap()) {
      count += of == submap ? 1 : 0;
    }
    float[][] own = new float[count][];
    boolean[] ownSilent = new boolean[count];
    int at = 0;
    for (int channel = 0; channel < spectra.length; channel++) {
      if (mapping.submap()[channel] == submap) {
        own[at] = spectra[channel];
        ownSilent[at++] = isSilent[channel];
      }
    }
    if (count > 0) {
      setup
          .residues()
          .get(mapping.residues()[submap])
          .decode(bits, setup.books(), ownSilent, own, size);
    }
  }

  /** Two channels were written as the larger of the two and a difference. */
  private static void uncouple(float[] magnitudes, float[] angles) {
    for (int index = 0; index < magnitudes.length; index++) {
      float magnitude = magnitudes[index];
      float angle = angles[index];
      float sum = magnitude > 0 ? magnitude - angle : magnitude + angle;
      float other = magnitude > 0 ? magnitude + angle : magnitude - angle;
      magnitudes[index] = angle > 0 ? magnitude : other;
      angles[index] = angle > 0 ? sum : magnitude;
    }
  }
}
