/** A work folder and what lies in it: the corpus, the models, the lock of who writes to it. */
@NullMarked
package io.kuayu.application.workspace;

import org.jspecify.annotations.NullMarked;
