using Tracetest.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddUserInterface();

var app = builder.Build();
app.UseAntiforgery();
app.MapUserInterface();
await app.RunAsync();

/// <summary>The server's entry point, public so that the tests can start it.</summary>
public partial class Program;
