package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What images that a node holds already are worth: their sizes, less where few nodes hold them, so that pods don't crowd there. */
final class ImageScores {
    private static final long MIN = 23L << 20;
    private static final long MAX_PER_CONTAINER = 1000L << 20;
    private static final int SCORE_MAX = 100;

    private final NodeTable nodes;
    private final Map<String, Integer> holders = new HashMap<>();

    ImageScores(NodeTable nodes) {
        this.nodes = nodes;
        for (Node node : nodes.all()) {
            node.images().stream()
                    .flatMap(image -> image.names().stream())
                    .distinct()
                    .forEach(name -> holders.merge(name, 1, Integer::sum));
        }
    }

    /** The score of each node for a pod. */
    int[] of(PodTemplate pod) {
        int[] scores = new int[nodes.size()];
        if (holders.isEmpty()) {
            return scores;
        }
        List<String> wanted = Stream.concat(pod.initContainers().stream(), pod.containers().stream())
                .map(PodContainer::image)
                .map(ImageScores::tagged)
                .toList();
        long max = MAX_PER_CONTAINER * wanted.size();
        for (int n = 0; n < scores.length; n++) {
            long sum = sum(nodes.get(n), wanted);
            long clamped = sum < MIN ? MIN : Math.min(sum, max);
            scores[n] = (int) (SCORE_MAX * (clamped - MIN) / (max - MIN));
        }
        return scores;
    }

    private long sum(Node node, List<String> wanted) {
        long sum = 0;
        for (String name : wanted) {
            for (Node.Image image : node.images()) {
                if (image.names().contains(name)) {
                    double spread = (double) holders.getOrDefault(name, 0) / (double) nodes.size();
                    sum += (long) ((double) image.bytes() * spread);
                    break;
                }
            }
        }
        return sum;
    }

    /** An image without a tag is the latest one. */
    static String tagged(String image) {
        return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
    }
}
