/** A source from outside: page views in the access log of a web server. */
@NullMarked
package com.example.kuayu.weblog;

import org.jspecify.annotations.NullMarked;
