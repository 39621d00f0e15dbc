/** Imports rows into staging tables, and names, joins and orders them there. */
@NullMarked
package io.kuayu.corpus.staging;

import org.jspecify.annotations.NullMarked;
