/**
 * The contract between a corpus and the places that its rows come from. Files are one kind of
 * source ({@link io.kuayu.corpus.format}); another kind is a package with a {@link
 * io.kuayu.corpus.source.SourceProvider} and one line in {@code
 * META-INF/services/io.kuayu.corpus.source.SourceProvider}, in any module.
 */
@NullMarked
package io.kuayu.corpus.source;

import org.jspecify.annotations.NullMarked;
