/** A small shop on Spring Boot that embeds Kuayu. */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
