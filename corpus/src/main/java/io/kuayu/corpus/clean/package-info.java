/** What is done about rows and texts that are not as they should be, one class a rule. */
@NullMarked
package io.kuayu.corpus.clean;

import org.jspecify.annotations.NullMarked;
