/**
 * Files as sources. Each format is a class behind {@link io.kuayu.corpus.format.FileFormat} and one
 * line in {@link io.kuayu.corpus.format.FileFormats}.
 */
@NullMarked
package io.kuayu.corpus.format;

import org.jspecify.annotations.NullMarked;
