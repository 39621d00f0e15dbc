/** Erases people from stores, corpus, checkpoints and models, and proves it by a signed receipt. */
@NullMarked
package io.kuayu.application.erasure;

import org.jspecify.annotations.NullMarked;
