/** What the configuration says about data: domains, files, people, privacy. */
@NullMarked
package io.kuayu.corpus.settings;

import org.jspecify.annotations.NullMarked;
