package io.kuayu.media;

import io.kuayu.core.content.Modality;

/** The formats of files that are read, each recognised by its first bytes. */
public enum MediaFormat {
  JPEG(Modality.IMAGE, "image/jpeg"),
  PNG(Modality.IMAGE, "image/png"),
  GIF(Modality.IMAGE, "image/gif"),
  WEBP(Modality.IMAGE, "image/webp"),
  WAV(Modality.AUDIO, "audio/wav"),
  FLAC(Modality.AUDIO, "audio/flac"),
  MP3(Modality.AUDIO, "audio/mpeg"),
  OGG(Modality.AUDIO, "audio/ogg");

  private final Modality modality;
  private final String mediaType;

  MediaFormat(Modality modality, String mediaType) {
    this.modality = modality;
    this.mediaType = mediaType;
  }

  /** Which encoders can read it. */
  public Modality modality() {
    return modality;
  }

  /** Its name in HTTP. */
  public String mediaType() {
    return mediaType;
  }
}
