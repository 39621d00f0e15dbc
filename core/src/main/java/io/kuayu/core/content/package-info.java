/** What an item shows of itself, by modality, and where the bytes of it are. */
@NullMarked
package io.kuayu.core.content;

import org.jspecify.annotations.NullMarked;
