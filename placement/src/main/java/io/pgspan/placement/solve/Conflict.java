package io.pgspan.placement.solve;

import io.pgspan.placement.solve.ConflictRule.Kind;
import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A smallest set of rules, none of which can be spared, that can't be kept together: one rule after the other is dropped, and stays
 * dropped when there is still no placement. Rules that explain little are dropped first, so that anti-affinity and room are named rather
 * than what only comes with them. Cost: as many decisions as there are rules.
 */
final class Conflict {
    private Conflict() {}

    static Solution.Infeasible of(PlacementProblem problem, int stepsMax) {
        PlacementProblem kept = problem;
        List<ConflictRule> needed = new ArrayList<>();
        boolean minimal = true;
        for (ConflictRule rule : rules(problem)) {
            PlacementProblem fewer = without(kept, rule);
            Search.Result result = Decision.of(new Grid(fewer), true, stepsMax);
            if (result.best().isEmpty() && result.proven()) {
                kept = fewer;
            } else {
                needed.add(rule);
                minimal &= result.best().isPresent();
            }
        }
        return new Solution.Infeasible(needed, minimal);
    }

    static List<ConflictRule> rules(PlacementProblem problem) {
        List<Replica> replicas = problem.replicas().stream()
                .sorted(Comparator.comparing(Replica::name))
                .toList();
        List<ConflictRule> rules = new ArrayList<>();
        for (Replica r : replicas) {
            if (r.movable() && r.eligible().isPresent()) {
                rules.add(new ConflictRule(
                        Kind.ELIGIBILITY,
                        r.name(),
                        "replica " + r.name() + " may use "
                                + r.eligible().orElseThrow().stream().sorted().toList() + " only"));
            }
        }
        for (Replica r : replicas) {
            if (!r.movable()) {
                rules.add(new ConflictRule(
                        Kind.BOUND,
                        r.name(),
                        "the volume of replica " + r.name() + " is bound to node "
                                + r.present().orElseThrow()));
            }
        }
        problem.spreads().stream()
                .sorted(Comparator.comparing(HardSpread::key))
                .forEach(s -> rules.add(spread(s, problem)));
        problem.antiAffinity().forEach(key -> rules.add(antiAffinity(key, problem)));
        long room = problem.nodes().stream().mapToLong(Candidate::room).sum();
        rules.add(new ConflictRule(
                Kind.ROOM,
                "",
                "the " + problem.nodes().size() + " nodes have room for " + room + ", and there are " + replicas.size()
                        + " replicas"));
        return rules;
    }

    private static ConflictRule spread(HardSpread s, PlacementProblem problem) {
        String frozen = s.frozen().isEmpty() ? "" : ", of them " + s.frozen().size() + " that can't grow";
        return new ConflictRule(
                Kind.SPREAD,
                s.key(),
                "maxSkew " + s.maxSkew() + " over "
                        + (domains(s.key(), problem) + s.frozen().size()) + " domains of " + s.key() + frozen
                        + (s.minDomains() > 1 ? ", minDomains " + s.minDomains() : ""));
    }

    private static ConflictRule antiAffinity(String key, PlacementProblem problem) {
        return new ConflictRule(
                Kind.ANTI_AFFINITY,
                key,
                "at most one replica in a domain of " + key + ": " + domains(key, problem) + " domains for "
                        + problem.replicas().size() + " replicas");
    }

    private static long domains(String key, PlacementProblem problem) {
        return problem.nodes().stream()
                .filter(n -> n.labels().containsKey(key))
                .map(n -> n.labels().get(key))
                .distinct()
                .count();
    }

    /** The same problem with one rule less. */
    static PlacementProblem without(PlacementProblem p, ConflictRule rule) {
        List<Candidate> nodes = p.nodes();
        List<Replica> replicas = p.replicas();
        List<HardSpread> spreads = p.spreads();
        List<String> antiAffinity = p.antiAffinity();
        switch (rule.kind()) {
            case SPREAD ->
                spreads = spreads.stream()
                        .filter(s -> !s.key().equals(rule.subject()))
                        .toList();
            case ANTI_AFFINITY ->
                antiAffinity = antiAffinity.stream()
                        .filter(k -> !k.equals(rule.subject()))
                        .toList();
            case ROOM ->
                nodes = nodes.stream()
                        .map(n -> new Candidate(n.name(), p.replicas().size(), n.labels(), n.cost()))
                        .toList();
            case ELIGIBILITY ->
                replicas = replicas.stream()
                        .map(r -> r.name().equals(rule.subject()) ? r.free() : r)
                        .toList();
            case BOUND ->
                replicas = replicas.stream()
                        .map(r -> r.name().equals(rule.subject()) ? r.unbound() : r)
                        .toList();
        }
        return new PlacementProblem(p.levels(), nodes, replicas, spreads, antiAffinity);
    }
}
