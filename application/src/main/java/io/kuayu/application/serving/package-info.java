/** What answers while a server runs: people, items, events and the model in force. */
@NullMarked
package io.kuayu.application.serving;

import org.jspecify.annotations.NullMarked;
