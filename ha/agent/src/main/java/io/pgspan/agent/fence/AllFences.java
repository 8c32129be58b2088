package io.pgspan.agent.fence;

import java.time.Duration;
import java.util.List;

/** Several fences as one: each sees every call, and none of them may be missing. */
final class AllFences implements Fence {
    private final List<Fence> fences;

    AllFences(List<Fence> fences) {
        this.fences = List.copyOf(fences);
    }

    @Override
    public void guardUntil(Duration deadline) {
        fences.forEach(fence -> fence.guardUntil(deadline));
    }

    @Override
    public boolean armed() {
        return !fences.isEmpty() && fences.stream().allMatch(Fence::armed);
    }

    @Override
    public boolean awaitArmed(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Fence fence : fences) {
            if (!fence.awaitArmed(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return false;
            }
        }
        return armed();
    }

    @Override
    public boolean usable() {
        return !fences.isEmpty() && fences.stream().allMatch(Fence::usable);
    }

    @Override
    public void disarm() {
        fences.forEach(Fence::disarm);
    }

    @Override
    public void close() {
        fences.forEach(Fence::close);
    }
}
