package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.operators.decode.Words;
import java.util.List;

/** The words of the object for its values. */
final class OpsWords {
    static final Words<OpsRequest.Apply> APPLY =
            Words.of("IfReady", OpsRequest.Apply.IF_READY).or("Always", OpsRequest.Apply.ALWAYS);
    static final Words<StandbyMode> STANDBY = Words.of("Hot", StandbyMode.HOT).or("Warm", StandbyMode.WARM);
    static final Words<Streaming> STREAMING =
            Words.of("Synchronous", Streaming.SYNCHRONOUS).or("Asynchronous", Streaming.ASYNCHRONOUS);
    static final Words<VerticalScaling.Mode> SCALING_MODE =
            Words.of("Restart", VerticalScaling.Mode.RESTART).or("InPlace", VerticalScaling.Mode.IN_PLACE);
    static final Words<VolumeExpansion.Mode> EXPANSION_MODE =
            Words.of("Online", VolumeExpansion.Mode.ONLINE).or("Offline", VolumeExpansion.Mode.OFFLINE);
    static final Words<Reconfigure.RestartMode> RESTART = Words.of("auto", Reconfigure.RestartMode.AUTO)
            .or("true", Reconfigure.RestartMode.YES)
            .or("false", Reconfigure.RestartMode.NO);
    static final Words<Tuning.Profile> PROFILE = Words.of("web", Tuning.Profile.WEB)
            .or("oltp", Tuning.Profile.OLTP)
            .or("dw", Tuning.Profile.DW)
            .or("mixed", Tuning.Profile.MIXED)
            .or("desktop", Tuning.Profile.DESKTOP);
    static final Words<Tuning.Media> MEDIA =
            Words.of("ssd", Tuning.Media.SSD).or("hdd", Tuning.Media.HDD).or("san", Tuning.Media.SAN);
    static final Words<ReconfigureTls.SslMode> SSL_MODE = Words.of("disable", ReconfigureTls.SslMode.DISABLE)
            .or("allow", ReconfigureTls.SslMode.ALLOW)
            .or("prefer", ReconfigureTls.SslMode.PREFER)
            .or("require", ReconfigureTls.SslMode.REQUIRE)
            .or("verify-ca", ReconfigureTls.SslMode.VERIFY_CA)
            .or("verify-full", ReconfigureTls.SslMode.VERIFY_FULL);
    static final Words<ReconfigureTls.ClientAuthMode> CLIENT_AUTH = Words.of("md5", ReconfigureTls.ClientAuthMode.MD5)
            .or("scram", ReconfigureTls.ClientAuthMode.SCRAM)
            .or("cert", ReconfigureTls.ClientAuthMode.CERT);
    static final Words<Certificate.Encoding> ENCODING =
            Words.of("PKCS1", Certificate.Encoding.PKCS1).or("PKCS8", Certificate.Encoding.PKCS8);
    static final Words<StorageMigration.ReclaimPolicy> RECLAIM = Words.of(
                    "Retain", StorageMigration.ReclaimPolicy.RETAIN)
            .or("Delete", StorageMigration.ReclaimPolicy.DELETE)
            .or("Recycle", StorageMigration.ReclaimPolicy.RECYCLE);
    static final Words<ReadReplicaScaling.StorageType> STORAGE_TYPE = Words.of(
                    "Durable", ReadReplicaScaling.StorageType.DURABLE)
            .or("Ephemeral", ReadReplicaScaling.StorageType.EPHEMERAL);
    static final Words<Toleration.Operator> TOLERATION = Words.of("Equal", Toleration.Operator.EQUAL)
            .or("Exists", Toleration.Operator.EXISTS)
            .or("Gt", Toleration.Operator.GREATER_THAN)
            .or("Lt", Toleration.Operator.LESS_THAN);
    static final Words<Toleration.Effect> EFFECT = Words.of("NoSchedule", Toleration.Effect.NO_SCHEDULE)
            .or("PreferNoSchedule", Toleration.Effect.PREFER_NO_SCHEDULE)
            .or("NoExecute", Toleration.Effect.NO_EXECUTE);
    static final Words<Requirement.Operator> SELECTOR = Words.of("In", Requirement.Operator.IN)
            .or("NotIn", Requirement.Operator.NOT_IN)
            .or("Exists", Requirement.Operator.EXISTS)
            .or("DoesNotExist", Requirement.Operator.DOES_NOT_EXIST)
            .or("Gt", Requirement.Operator.GT)
            .or("Lt", Requirement.Operator.LT);
    static final Words<OpsPhase> PHASE = Words.ofNames(List.of(OpsPhase.values()));

    private OpsWords() {}
}
