/**
 * A trained model as a directory: a manifest, its tensors as safetensors, its catalogue as Parquet.
 * What was evaluated is what is served; a bundle is read as untrusted input.
 */
@NullMarked
package io.kuayu.models.bundle;

import org.jspecify.annotations.NullMarked;
