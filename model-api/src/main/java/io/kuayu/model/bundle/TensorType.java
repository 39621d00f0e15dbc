package io.kuayu.model.bundle;

/** The element types used in bundles, a subset of those of the safetensors format. */
enum TensorType {
  F32(4),
  I32(4),
  I64(8);

  final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }
}
