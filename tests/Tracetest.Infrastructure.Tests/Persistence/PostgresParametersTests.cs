using Npgsql;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Tests.Persistence;

public sealed class PostgresParametersTests
{
    [Theory]
    [InlineData("sslmode=disable", SslMode.Disable)]
    [InlineData("sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("application_name=x sslmode=require", SslMode.Require)]
    [InlineData("application_name=x&sslmode=verify-ca", SslMode.VerifyCA)]
    public void ToExternal_SslMode_ReachesTheConnection(string parameters, SslMode expected) =>
        Assert.Equal(expected, PostgresConnection.ToExternal(new PostgresOptions { Host = "db", Params = parameters }).SslMode);

    [Fact]
    public void ToExternal_PasswordWithSpecialCharacters_IsKeptWhole()
    {
        var connection = PostgresConnection.ToExternal(new PostgresOptions { Host = "db", Password = "a;b=c'\"&@/ ü" });

        Assert.Equal("a;b=c'\"&@/ ü", new NpgsqlConnectionStringBuilder(connection.ConnectionString).Password);
    }

    [Fact]
    public void Parse_SeveralFaults_NamesAllAndNoValue()
    {
        var faults = PostgresParameters.Parse("sslmode=secret1 nonsense=secret2 connect_timeout=5").Faults;

        Assert.Equal(2, faults.Length);
        Assert.Contains("sslmode", faults[0], StringComparison.Ordinal);
        Assert.Contains("nonsense", faults[1], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", string.Concat(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsAll()
    {
        var options = new PostgresOptions { Host = "db", Port = 0, MaxConnections = 0, User = "" };

        Assert.Equal(3, new ValidatePostgresOptions().Validate(null, options).Failures!.Count());
    }
}
