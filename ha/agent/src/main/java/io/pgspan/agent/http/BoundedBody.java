package io.pgspan.agent.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An answer's body as text; one that is longer than its bound fails the request and is read no further. */
final class BoundedBody implements HttpResponse.BodySubscriber<String> {
    private final int bytesMax;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private BoundedBody(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** @param bytesMax the longest body that is taken */
    static HttpResponse.BodyHandler<String> ofText(int bytesMax) {
        return head -> new BoundedBody(bytesMax);
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] some = new byte[part.remaining()];
            part.get(some);
            if (bytes.size() + some.length > bytesMax) {
                onError(new IOException("the answer is longer than " + bytesMax + " bytes"));
                return;
            }
            bytes.writeBytes(some);
        }
    }

    @Override
    public void onError(Throwable failure) {
        Flow.Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(bytes.toString(StandardCharsets.UTF_8));
    }
}
