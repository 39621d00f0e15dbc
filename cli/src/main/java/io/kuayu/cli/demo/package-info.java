/**
 * A generated marketplace on which the whole path can be walked without any data of one's own. Its
 * people have interests that hold in every domain, so what is known from one domain helps in the
 * others; nothing else connects the domains.
 */
@NullMarked
package io.kuayu.cli.demo;

import org.jspecify.annotations.NullMarked;
