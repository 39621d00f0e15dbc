package io.kuayu.application.batch;

import io.kuayu.core.Recommendation;
import java.util.List;

/**
 * The list of a person in a domain.
 *
 * @param user whose, by the name that the source gave
 * @param domain of all items
 * @param items best first
 */
public record PersonalList(String user, String domain, List<Recommendation> items) {}
