/** What a service is told and has to keep: events, items, decisions, erasures. */
@NullMarked
package io.kuayu.storage;

import org.jspecify.annotations.NullMarked;
