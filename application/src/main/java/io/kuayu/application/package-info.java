/** The use cases of Kuayu as services, for every way in: commands, REST, applications. */
@NullMarked
package io.kuayu.application;

import org.jspecify.annotations.NullMarked;
