namespace Tracetest.Web.Components.Elements;

/// <summary>The icons of the product, drawn on a 16 px grid.</summary>
public enum IconName
{
    Tests, Search, Plus, Play, Stop, More, Close, Back, ChevronDown, ChevronRight, ChevronLeft, ChevronUp, Sort, Trash, Edit, Copy,
    Check, Link, Pin, Filter, Columns, CollapseAll, ExpandAll, Waterfall, Event, Refresh, Moon, Sun, System, Log, Alert, Info, Help,
    General, Http, Database, Rpc, Messaging, Faas, Exception,
}
