namespace Firesteel.IntegrationTests.Lake;

public sealed class EmbeddedTransferTests(EmbeddedLake lake) : TransferTests<EmbeddedLake>(lake);
