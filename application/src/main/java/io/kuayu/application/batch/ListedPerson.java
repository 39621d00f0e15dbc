package io.kuayu.application.batch;

import io.kuayu.engine.consent.Person;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody to make lists for.
 *
 * @param name that stands in their lists
 * @param domain the only domain in which the name can have a list, where it is a name of one domain
 * @param person reads what is stored of them; called once, by any thread
 */
public record ListedPerson(String name, Optional<String> domain, Supplier<Person> person) {}
