/**
 * One class a file format, each behind {@link io.kuayu.corpus.format.FileFormat} and one line in
 * {@link io.kuayu.corpus.format.FileFormats}.
 */
@NullMarked
package io.kuayu.corpus.format;

import org.jspecify.annotations.NullMarked;
